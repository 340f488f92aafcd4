/** PostgreSQL schema of the service. */
export const schema = 'city'
