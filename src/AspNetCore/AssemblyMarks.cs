// What is in here holds credentials by way of the options: no project that ships to a device may reference it.
[assembly: NumberVerify.BackendOnly]
