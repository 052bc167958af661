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
