// Gives each service a user that may read and write its own database and nothing else. MongoDB's image runs this when it starts
// on an empty volume; by hand it brings passwords in line with .env, as often as one likes (docs/operations.md).
for (const service of ['user', 'friend', 'chat', 'abuse']) {
  const name = `maru_${service}`;
  const password = process.env[`MONGODB_${service.toUpperCase()}_PASSWORD`];
  if (!password) throw new Error(`There is no password for ${name}.`);
  const database = db.getSiblingDB(name);
  const settings = { pwd: password, roles: [{ role: 'readWrite', db: name }] };
  if (database.getUser(name)) database.updateUser(name, settings);
  else database.createUser({ user: name, ...settings });
}
