/* Command line: usage, verbs, messages of standard error. */
