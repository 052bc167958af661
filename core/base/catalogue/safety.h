/* Copies of team files. */
TEXT(BACKUP_NO_ROOM, "{file}: no copy was made, since only {room} MB are free on the disk and {needed} MB "
                     "should be; free some")
TEXT(BACKUP_IN_CONSOLE, "The team file was not copied to its backups: {why}")
TEXT(BACKUP_WRONG_KIND, "{file}: this is {kind}, which is not copied; name a team file, JAM/TEAM or a "
                        "jam file")
TEXT(CLI_BACKUP_SUMMARY, "a copy of a team file, made while others work with it")
TEXT(CLI_BACKUP_EXAMPLES, "Examples:\n"
                          "  datajam backup team.db                        into the folder backups beside it\n"
                          "  datajam backup spring-jam/north -o north.db   to a file of that name")
TEXT(CLI_BACKUP_MORE,
     "The copy holds one state of the file, whatever others write meanwhile; its name is written out.\n"
     "An open console makes copies by itself: at the start and every ten minutes, the last twelve.")
TEXT(CLI_BACKUP_OUTPUT, "the file to make; it must not be there yet")
TEXT(CLI_BACKUP_MADE, "{file}")
