/* The rules of a jam: small groups, exports, closed data. */
TEXT(RULES_TORN, "{file}: the rules can't be read; a facilitator's \"datajam rules\" writes them anew")
TEXT(RULES_MISSING, "{file}: the rules of the jam are missing; a facilitator's \"datajam rules\" writes them anew")
TEXT(RULES_RESTORED, "{jam}: the file with the rules was missing or torn; it is written anew from the jam's file.")
TEXT(DOCTOR_RULES_DIFFER, "the file with the rules says otherwise than the jam's file; remove it, and datajam rules {jam} writes it anew")
TEXT(RULES_NO_EXPORTS, "The rules of this jam allow no exports, so nothing is written out; ask a facilitator.")
TEXT(OPEN_TEAM_BARRED, "{folder}: only the team, coaches and facilitators can open this, and you are none of them here")
TEXT(RULES_SUMMARY, "the rules of a jam: small groups, exports, closed data")
TEXT(RULES_EXAMPLES, "Examples:\n"
                     "  datajam rules spring-jam                      what holds\n"
                     "  datajam rules spring-jam --minimum 10         groups below 10 are hidden\n"
                     "  datajam rules spring-jam --exports no         nothing is written out of team files\n"
                     "  datajam rules spring-jam --data closed        nobody sees the data before they are\n"
                     "                                                opened")
TEXT(RULES_MORE, "Closed data open by themselves when the first analysis phase begins, and stay open until\n"
                 "somebody closes them; a rehearsal opens nothing. Rules are lines of NAME=VALUE. Only\n"
                 "facilitators change them, and each change is logged.")
TEXT(RULES_OPTION_MINIMUM, "groups of fewer rows are hidden in what is presented or written")
TEXT(RULES_OPTION_EXPORTS, "whether reports, copies and other exports are allowed")
TEXT(RULES_OPTION_DATA, "closes the data of the topics, or opens them now")
TEXT(RULES_BAD_CHOICE, "--{option} is {yes} or {no}, not \"{value}\"")
TEXT(RULES_BAD_MINIMUM, "--minimum is a number from 1 to {most}; 1 hides nothing")
TEXT(RULES_MEANWHILE, "Somebody else has changed the same meanwhile: minimum {minimum}, exports {exports}, data {data}, leads \"{leads}\". Enter saves yours over it, Esc leaves it.")
TEXT(RULES_EARLY, "{teams} {teams:team has|teams have} rows in the team file already, which closing does not take away")
TEXT(DATA_GATE_ONLY_LOOK, "These data are closed until the first analysis phase: rows and profiles may be looked at before, not more.")
TEXT(DATA_GATE_NOT_OWNER, "{folder}: only its owner can close it; ask them, or who looks after this machine")
TEXT(DATA_GATE_OPENED, "The data are open now; each team's consoles bring them into its file.")
TEXT(DATA_GATE_STAYS, "The data were not opened: {why}")
TEXT(TEAM_DATA_TAKEN, "Another console of the team brings the data.")
TEXT(TEAM_DATA_CLOSED, "The data of the topic are closed still; they open with the first analysis phase.")
TEXT(TEAM_DATA_RUNS, "Bringing the data of the topic")
TEXT(TEAM_DATA_BROUGHT, "The data are open: {datasets} {datasets:dataset|datasets}, {rows} {rows:row|rows}.")
TEXT(TEAM_ADDED_WAITS, "{team} is ready; its data come when the first analysis phase begins. Open it: "
                       "datajam join {jam}/{folder}")
TEXT(JAM_NO_GROUP, "There is no group \"{group}\" on this machine; ask who looks after it.")
TEXT(NEW_OPTION_GROUP, "the Unix group of the facilitators, who share the jam's folder")
TEXT(NEW_OPTION_CLOSED, "closes the data until the first analysis phase")
TEXT(NEW_OPTION_LEADS, "the Unix group that may look at closed data, rows and profiles")
TEXT(FACILITATE_RULES, "Rules: groups below {minimum} hidden · {exports} · {data}")
TEXT(FACILITATE_EXPORTS, "exports allowed")
TEXT(FACILITATE_NO_EXPORTS, "no exports")
TEXT(FACILITATE_DATA_OPEN, "data open")
TEXT(FACILITATE_DATA_CLOSED, "data closed until analysis")
TEXT(COACH_UNREAD_GROUP, "You can't open {names}, so {count:its|their} calls are not here: you are not in the group {groups}. Ask who looks after the machine to add you to it, then sign in again.")
TEXT(COACH_UNREAD_OWNER, "Nobody but the account that made {count:it|them} can open {names}, so {count:its|their} calls are not here. That account gives {count:it|them} to a group: datajam team group JAM TEAM GROUP.")
TEXT(COACH_TEAM_STAYS_SHUT, "{team} can't be opened: {why}")
TEXT(COACH_UNREAD_ALL, "datajam: {words}")
TEXT(COACH_UNREAD, "{names} can't be read, so {count:its|their} calls are not here: {why}")
