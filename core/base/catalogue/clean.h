/* Cleaning: values that are probably the same, and postcodes. */
TEXT(CLEAN_FORMS_HEADER, "{file} has no column \"{name}\"; its first line has to name \"value\" and \"form\"")
TEXT(CLEAN_FORMS_EMPTY, "{file} changes nothing: no value in it has another form")
TEXT(CLEAN_WAY_LETTERS, "letters")
TEXT(CLEAN_WAY_PARTS, "parts")
TEXT(CLEAN_WAY_SLIPS, "slips")
TEXT(CLI_CLEAN_SUMMARY, "values that are written in several ways, brought into one")
TEXT(CLI_CLEAN_EXAMPLES,
     "Examples:\n"
     "  datajam clean team.db caseload town           the groups of towns that are probably the same\n"
     "  datajam clean team.db caseload town --as town_clean\n"
     "                                                a column beside it, each group in one form\n"
     "  datajam clean team.db caseload town --alike slips > forms.csv\n"
     "  datajam clean team.db caseload town --forms forms.csv --as town_clean\n"
     "                                                the same after a look, with forms as they\n"
     "                                                were changed in the list\n"
     "  datajam clean team.db caseload postcode --postcode outer --as area\n"
     "                                                SW1A of \"sw1a1aa\", N2G of \"N2G-4X1\"")
TEXT(CLI_CLEAN_MORE,
     "Without --as nothing is written: the groups come out as rows, to be read or changed.\n"
     "Values of no group, and those that no list names, stay as they are. The new column can\n"
     "be taken back in the console (u).")
TEXT(CLI_CLEAN_ALIKE, "how alike: letters (but for case, accents, signs and the order of words), parts "
                      "(blanks, too) or slips (one or two letters, too)")
TEXT(CLI_CLEAN_FORMS, "a list with the columns value and form, as comes out without --as")
TEXT(CLI_CLEAN_POSTCODE, "full or outer: postcodes (UK, Canada, Netherlands) in their standard form, or "
                         "their first part only")
TEXT(CLI_CLEAN_AS, "the name of the new column")
TEXT(CLI_CLEAN_NOT_ALIKE, "\"{value}\" is no such word; choose letters, parts or slips")
TEXT(CLI_CLEAN_NOT_POSTCODE, "\"{value}\" is no such word; choose full or outer")
TEXT(CLI_CLEAN_ONE_WAY, "give --postcode, --forms or --alike, and only one of them")
TEXT(CLI_CLEAN_FORMS_AS, "--forms needs a name for the new column: --as NEW")
TEXT(CLI_CLEAN_NOTHING, "no values of \"{column}\" are probably the same; nothing was changed")
TEXT(CLI_CLEAN_CUT, "Note: there are very many values; less frequent ones may have neighbours that are not "
                    "in this list.")
TEXT(CLI_CLEAN_DONE, "{name}: {words}")

/* The overlay of groups. */
TEXT(CLEAN_COMPARING, "Comparing values")
TEXT(CLEAN_TITLE, "Clean up · {column}")
TEXT(CLEAN_TITLE_GROUPS, "Clean up · {column} · {groups} {groups:group|groups} among {values} values")
TEXT(CLEAN_TITLE_CUT, "Clean up · {column} · {groups} {groups:group|groups} among the most frequent of {values} values")
TEXT(CLEAN_SEARCH, "type to find a value")
TEXT(CLEAN_ALIKE, "They may differ in:")
TEXT(CLEAN_BUT_CASE, "case, signs")
TEXT(CLEAN_BUT_BLANKS, "blanks")
TEXT(CLEAN_BUT_SLIPS, "a slip or two")
TEXT(CLEAN_HEAD_FORM, "all written as")
TEXT(CLEAN_HEAD_ALIKE, "differ in")
TEXT(CLEAN_HEAD_VALUES, "values")
TEXT(CLEAN_HEAD_ROWS, "rows")
TEXT(CLEAN_STAYS, "stays as it is")
TEXT(CLEAN_LOOKING, "Comparing the values…")
TEXT(CLEAN_FOOT_NONE, "No values are probably the same; Right looks for those that are less alike")
TEXT(CLEAN_FOOT_TICK, "Space ticks a group, Ctrl-A all of them; Enter then makes the column")
TEXT(CLEAN_FOOT_POSTCODES, "These are postcodes: F4 brings them into one form")
TEXT(CLEAN_FOOT_SUM, "{groups} {groups:group|groups} ticked · Enter: {values} {values:value|values} in {rows} {rows:row|rows} will be written otherwise")
TEXT(CLEAN_KEYS, "Space tick  = form  F2 type it  Ctrl-A all  ←→ alike  Enter column  Esc back")
TEXT(CLEAN_FORM_TITLE, "All of the group is written as")
TEXT(CLEAN_FORM_LABEL, "Form:")
TEXT(CLEAN_FORM_HINT, "Enter takes it. Left empty: the most frequent form again")
TEXT(CLEAN_NAME, "{column}_clean")
TEXT(CLEAN_NOTHING_TICKED, "no group is ticked: Space ticks the one under the cursor")
TEXT(CLEAN_NOTHING_CHANGES, "nothing would change: all values of the ticked groups stay as they are")

/* The overlay of postcodes. */
TEXT(POSTCODES_TITLE, "Postcodes · {column}")
TEXT(POSTCODES_UK, "{rows} of {all} rows with a value have a postcode of the United Kingdom")
TEXT(POSTCODES_CANADA, "{rows} of {all} rows with a value have a postcode of Canada")
TEXT(POSTCODES_NETHERLANDS, "{rows} of {all} rows with a value have a postcode of the Netherlands")
TEXT(POSTCODES_MIXED, "{rows} of {all} rows with a value have a postcode (UK, Canada, Netherlands)")
TEXT(POSTCODES_FULL, "standard form: SW1A 1AA, N2G 4X1")
TEXT(POSTCODES_OUTER, "first part only: SW1A, N2G")
TEXT(POSTCODES_HEAD_NOW, "as it stands")
TEXT(POSTCODES_HEAD_THEN, "as it will be")
TEXT(POSTCODES_FOOT, "Enter rewrites {values} {values:value|values}; the others are right as they are")
TEXT(POSTCODES_FOOT_EMPTY, "Enter rewrites {values} {values:value|values}; {none} {none:is|are} no postcode and will be empty")
TEXT(POSTCODES_NONE, "there are no postcodes in this column")
TEXT(POSTCODES_NAME_OUTER, "{column}_area")
TEXT(POSTCODES_KEYS, "←→ form  Enter new column  F4 groups  Esc back")

/* The name of a new column. */
TEXT(MAKE_NAME_TITLE, "A new column beside {column}")
TEXT(MAKE_NAME_LABEL, "Name:")
TEXT(MAKE_NAME_HINT, "The old column stays as it is; u takes the new one back")
TEXT(MAKE_MAKING, "Making the column")
TEXT(MAKE_DONE, "New column: {column}")

/* What was made in one dataset, made in another. */
TEXT(DATA_CMD_REPLAY, "Make columns as in another dataset…")
TEXT(DATA_HELP_REPLAY, "Makes the columns that were made in another dataset in this one, too.")
TEXT(REPLAY_TITLE, "Make here what was made in")
TEXT(REPLAY_NONE, "no other dataset has columns that were made of others; a makes one here")
TEXT(REPLAY_CARD, "{made} of {all} {all:column|columns} made as in {dataset}")
TEXT(REPLAY_MADE, "made; u takes it back")

TEXT(DATA_CMD_CLEAN, "Clean up values…")
TEXT(DATA_HELP_CLEAN, "Brings values that are probably the same into one form, in a new column.")
TEXT(DATA_CMD_POSTCODES, "Postcodes in one form…")
TEXT(DATA_HELP_POSTCODES, "Brings postcodes into one form, or cuts them to their first part.")
TEXT(CLEAN_CARD_LABEL, "Clean up")
TEXT(CLEAN_CARD, "l finds those that are probably the same, L postcodes")
TEXT(CLEAN_ONLY_TEXT, "\"{column}\" has no text to clean up; choose a column of text")
