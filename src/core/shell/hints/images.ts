/** What is known of the best-known images. */

/** The port they listen on, by repository. */
export const listening: Readonly<Record<string, string>> = {
  nginx: '80',
  httpd: '80',
  postgres: '5432',
  mysql: '3306',
  mariadb: '3306',
  redis: '6379',
  mongo: '27017',
  rabbitmq: '5672',
  elasticsearch: '9200',
  memcached: '11211',
};

/** Images of a system, which have a shell and start nothing else. */
export const bases = new Set([
  'ubuntu',
  'debian',
  'alpine',
  'busybox',
  'centos',
  'fedora',
  'rockylinux',
  'almalinux',
  'amazonlinux',
]);
