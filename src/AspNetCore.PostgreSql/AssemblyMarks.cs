// What is in here holds the account of a database: no project that ships to a device may reference it.
[assembly: NumberVerify.BackendOnly]
