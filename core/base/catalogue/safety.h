/* Copies of team files, looking them over, and rescuing what is in damaged ones. */
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

/* What the doctor says. */
TEXT(DOCTOR_GOOD, "ok")
TEXT(DOCTOR_NOTE, "note")
TEXT(DOCTOR_WARNING, "warning")
TEXT(DOCTOR_DAMAGE, "DAMAGE")
TEXT(DOCTOR_WRONG, "WRONG")
TEXT(DOCTOR_NO_AGENDA, "the jam has no agenda; make it anew from one: datajam new")
TEXT(DOCTOR_NO_ANALYSIS, "the data are closed until an analysis phase, and the agenda has none: give an item the kind \"analysis\", or open them yourself: datajam rules JAM --data open")
TEXT(DOCTOR_RECORD, "{words}")
TEXT(DOCTOR_CLOCK, "this machine's clock says {time} on {date}")
TEXT(DOCTOR_CLOCK_WRONG, "this machine's clock says {time} on {date}, which can't be; set it before the day")
TEXT(DOCTOR_CLOCK_JUMPED, "the last step of the day's clock was made at {time}, which is still to come: this machine's clock was set back; set it right")
TEXT(DOCTOR_CLOCK_FREE, "this machine's clock follows no time server; compare it with yours before the day")
TEXT(DOCTOR_NO_TOPICS, "there are no topics; put a folder for each into topics")
TEXT(DOCTOR_NO_PAGE, "topic {topic}: it has no page; write topic.md with its question, tips, ideas and cautions")
TEXT(DOCTOR_LONG_PAGE, "topic {topic}: its page has {number} lines, more than fit on one sheet; shorten topic.md")
TEXT(DOCTOR_DICTIONARY, "topic {topic}: dictionary.csv, line {number}: {what}")
TEXT(DOCTOR_NO_DATA, "topic {topic}: it has no data; put CSV or XLSX files into its folder data")
TEXT(DOCTOR_DATA_BAD, "topic {topic}: its files don't load: {what}")
TEXT(DOCTOR_NO_MEANING, "topic {topic}: columns of {dataset} without a meaning: {columns}; write it into dictionary.csv")
TEXT(DOCTOR_NO_MARK, "topic {topic}: columns of {dataset} without a quality mark: {columns}; write good, caution or ignore into dictionary.csv")
TEXT(DOCTOR_TOPIC, "topic {topic}: one page, {datasets} {datasets:dataset|datasets} with {rows} {rows:row|rows}, a meaning and a mark for each column")
TEXT(DOCTOR_NO_TEAMS, "there are no teams yet; add them: datajam team add JAM NAME --topic TOPIC --group GROUP")
TEXT(DOCTOR_TEAMS, "{count} {count:team has|teams have} a topic, a file that opens, and the right permissions")
TEXT(DOCTOR_TEAM_GONE, "team {team}: {folder} can't be looked at; put its team.db there, ask for access, or take the team out: datajam team remove {what} {short} --yes")
TEXT(DOCTOR_TEAM_ALONE, "team {team}: nobody but the account that made it can open {folder}; give it to the team's group: datajam team group {what} {short} GROUP (or all work with that account)")
TEXT(DOCTOR_TEAM_OPEN, "team {team}: anybody on this computer can enter {folder}; give it to the team's group and take the rights of others away: chgrp -R GROUP, chmod -R o-rwx")
TEXT(DOCTOR_TEAM_NO_GROUP, "team {team}: there is no group \"{what}\" on this machine, which its folder was made for; ask who looks after the machine")
TEXT(DOCTOR_TEAM_OTHER_GROUP, "team {team}: {folder} belongs to the group {what}, which is not the team's; chgrp -R puts that right")
TEXT(DOCTOR_TEAM_CLOSED, "team {team}: the group {what} can't write all of {folder}; chmod -R g+rwX and chmod g+s on the folder put that right")
TEXT(DOCTOR_TEAM_NO_TOPIC, "team {team}: its topic \"{what}\" is not there; put the folder back into topics")
TEXT(DOCTOR_TEAM_BAD, "team {team}: {what}")
TEXT(DOCTOR_TEAM_EARLY, "team {team}: the data are closed, and its file has rows already; make the team anew, or open the data")
TEXT(DOCTOR_GATE_OPEN, "topic {topic}: its data are to be closed, and anybody can enter the folder; datajam rules {jam} --data open, then --data closed")
TEXT(DOCTOR_GATE_CLOSED, "topic {topic}: its data are to be open, and teams can't enter the folder; datajam rules {jam} --data closed, then --data open")
TEXT(DOCTOR_DAY_ROOM, "only {room} MB are free on the disk, and the data of {teams} {teams:team|teams} will take some {needed} MB; make room")
TEXT(DOCTOR_LINE, "{level}: {words}")
TEXT(DOCTOR_REPAIR_LINE, "    --repair {words}")
TEXT(DOCTOR_KIND, "{kind}, version {version}, {megabytes} MB")
TEXT(DOCTOR_OLDER, "it is of an older version ({version}); the next console to open it brings it up to "
                   "today's ({known})")
TEXT(DOCTOR_WHOLE, "the file is whole")
TEXT(DOCTOR_BROKEN, "SQLite finds: {words}")
TEXT(DOCTOR_BROKEN_MORE, "SQLite finds more than is listed here")
TEXT(DOCTOR_MEND_INDEXES, "makes the indexes of the file anew; nothing is lost by it")
TEXT(DOCTOR_ORDER, "what belongs together is there: datasets, columns, cards, evidence")
TEXT(CHECK_NO_TABLE, "{count} {count:dataset has|datasets have} lost the table with the rows: {name}")
TEXT(CHECK_STRAY_COLUMNS, "{count} columns belong to no dataset, such as {name}")
TEXT(CHECK_STRAY_MISFITS, "{count} values that did not fit belong to no dataset")
TEXT(CHECK_STRAY_ASIDE, "{count} rows that were set aside belong to no dataset")
TEXT(CHECK_STRAY_LINKS, "{count} ties lead to cards that are not there")
TEXT(CHECK_STRAY_TEXTS, "{count} second texts belong to no card, such as \"{name}\"")
TEXT(CHECK_STRAY_EVIDENCE, "{count} pieces of evidence belong to no card, such as \"{name}\"")
TEXT(CHECK_LOSES_NOTHING, "takes them away; nothing is lost that could still be seen")
TEXT(DOCTOR_COLUMNS, "the stored columns say what the tables say ({count} compared)")
TEXT(DOCTOR_COLUMN_BAD, "the stored column \"{column}\" of \"{dataset}\" does not say what the table says")
TEXT(DOCTOR_MEND_COLUMN, "drops the stored column, which is made anew from the table when it is needed; "
                         "nothing is lost by it")
TEXT(DOCTOR_ALTERED, "another program has altered the table of \"{dataset}\"; import it again under a new "
                     "name")
TEXT(DOCTOR_IMPORTS, "{count} {count:import|imports} ended in the middle; what was loaded so far takes up "
                     "room")
TEXT(DOCTOR_MEND_IMPORTS, "drops what these imports had loaded; they were never to be seen")
TEXT(DOCTOR_LEFTOVERS, "{count} unfinished {count:file|files} beside it, of programs that were killed")
TEXT(DOCTOR_MEND_LEFTOVERS, "removes them; what is in them was never finished")
TEXT(DOCTOR_DRAFT, "{person} wrote something at {date} {at} that is not saved; the next console that {person} "
                   "opens has it")
TEXT(DOCTOR_OPEN_READ, "anybody on this computer can read the file")
TEXT(DOCTOR_OPEN_WRITE, "anybody on this computer can change the file")
TEXT(DOCTOR_MEND_ACCESS, "leaves it to its owner and group; others can then no longer open it")
TEXT(DOCTOR_OPEN_FOLDER, "anybody on this computer can remove or replace files in its folder; ask whoever "
                         "owns the folder to close it")
TEXT(DOCTOR_READ_ONLY, "you may read the file, but not change it")
TEXT(DOCTOR_FOLDER_READ_ONLY, "you may not make files in its folder, which every change needs for a moment")
TEXT(DOCTOR_ROOM, "{room} MB are free on the disk")
TEXT(DOCTOR_LITTLE_ROOM, "only {room} MB are free on the disk; below {needed} MB no copies are made")
TEXT(DOCTOR_PLACE, "it is on a network or an unknown kind of disk ({place}), where one person at a time may "
                   "write")
TEXT(DOCTOR_COPY, "the latest copy in the folder backups is of {date} {at}")
TEXT(DOCTOR_NO_COPY, "there is no copy in the folder backups yet")
TEXT(DOCTOR_HEAD_DAMAGED, "its first bytes, which say what it is, are damaged")

/* The command. */
TEXT(CLI_DOCTOR_SUMMARY, "looks a team file over, and repairs what can be repaired")
TEXT(CLI_DOCTOR_EXAMPLES,
     "Examples:\n"
     "  datajam doctor team.db                        what is right and wrong with it\n"
     "  datajam doctor spring-jam                     is all ready for the day?\n"
     "  datajam doctor team.db --repair               repairs what can be, after a copy\n"
     "  datajam doctor team.db --rescue -o saved.db   what can be read of a damaged file")
TEXT(CLI_DOCTOR_MORE,
     "Without --repair nothing is changed, and it is said what a repair would do and lose. Exit\n"
     "status: 0 nothing but warnings, 1 damage, or a jam that is not ready. A rescue reads row by row,\n"
     "past what can't be read, into a new file; the damaged one stays as it is.")
TEXT(CLI_DOCTOR_REPAIR, "repairs what can be repaired; a copy is made in backups first")
TEXT(CLI_DOCTOR_RESCUE, "copies what can be read into the file that -o names")
TEXT(CLI_DOCTOR_OUTPUT, "the file to make; it may not exist yet")
TEXT(CLI_DOCTOR_BOTH, "--rescue and --repair don't go together; rescue first, and repair what was saved")
TEXT(CLI_DOCTOR_NEEDS_OUTPUT, "--rescue needs a file to write to: -o NEW.db")
TEXT(CLI_DOCTOR_NEEDS_RESCUE, "-o is for --rescue; add that, or leave it out")
TEXT(CLI_DOCTOR_COPIED, "Copied first: {file}")
TEXT(CLI_DOCTOR_REPAIRED, "repaired: {words}")
TEXT(CLI_DOCTOR_NOTHING, "Nothing is to be repaired.")
TEXT(CLI_DOCTOR_OFFER_REPAIR, "What can be repaired is, with: datajam doctor {file} --repair")
TEXT(CLI_DOCTOR_OFFER_RESCUE, "What can still be read is copied into a new file with: datajam doctor {file} "
                              "--rescue -o NEW.db")
TEXT(CLI_DOCTOR_NEWEST, "The newest copy is {file}, of {date} at {at}: it can be opened as it is, and the team goes on in it.")
TEXT(RESCUE_NOTHING, "{file}: not even the list of what is in it can be read, so that nothing can be "
                     "rescued; go on from a copy in the folder backups")
TEXT(RESCUE_DATASET, "rows of {name}: {rows} of {expected} read")
TEXT(RESCUE_DATASET_UNKNOWN, "rows of {name}: {rows} read; how many there were is not known")
TEXT(RESCUE_OWN, "{name}: {rows} read")
TEXT(RESCUE_OWN_HOLES, "{name}: {rows} read, with {holes} {holes:gap|gaps} where more may have been")
TEXT(RESCUE_OWN_LOST, "{name}: nothing could be read")
TEXT(RESCUE_WHOLE, "All of it could be read; {file} holds it.")
TEXT(RESCUE_PARTS, "Not all could be read; {file} holds what could.")
TEXT(RESCUE_CARDS, "cards")
TEXT(RESCUE_EVIDENCE, "pieces of evidence")
TEXT(RESCUE_LINKS, "ties between cards")
TEXT(RESCUE_TEXTS, "second texts of cards")
TEXT(RESCUE_HISTORY, "entries of the history")
TEXT(RESCUE_VIEWS, "views")
