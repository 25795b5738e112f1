/** composerize brings no types. */
declare module 'composerize' {
  const composerize: (line: string) => string;
  // biome-ignore lint/style/noDefaultExport: it is what the package exports
  export default composerize;
}
