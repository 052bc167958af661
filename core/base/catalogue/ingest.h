/* Reading files: what is wrong in them, and where. */
