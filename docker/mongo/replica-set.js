// Makes the three servers one replica set, with a user for the hubs. May run again and again: what is there is left alone.
const NOT_YET_INITIALIZED = 94;
const members = ["mongo1:27017", "mongo2:27017", "mongo3:27017"];

function admin(host) {
  const password = encodeURIComponent(process.env.MONGO_ROOT_PASSWORD);
  return connect(`mongodb://root:${password}@${host}/admin?directConnection=true`);
}

// The first start makes the administrator on mongo1, and opens its port to others only then.
function patiently(ask, tries) {
  try {
    return ask();
  } catch (failure) {
    if (tries === 0) throw failure;
    sleep(1000);
    return patiently(ask, tries - 1);
  }
}

const first = patiently(() => admin(members[0]), 90);
try {
  first.adminCommand({ replSetGetStatus: 1 });
} catch (failure) {
  if (failure.code !== NOT_YET_INITIALIZED) throw failure;
  patiently(
    () => first.adminCommand({ replSetInitiate: { _id: "rs0", members: members.map((host, _id) => ({ _id, host })) } }),
    30,
  );
}

// A set that started again may have elected another member; only the one that is elected takes writes.
const primary = patiently(() => {
  const elected = first.hello().primary;
  if (!elected) throw new Error("the replica set has no primary");
  return admin(elected);
}, 60);
if (!primary.getUser("atalaia")) {
  primary.createUser({
    user: "atalaia",
    pwd: process.env.MONGO_PASSWORD,
    roles: [{ role: "readWrite", db: "atalaia" }],
  });
}
print("The replica set is ready.");
