/* Comparing two sets: words that the command line and the screen share. */
TEXT(COMPARE_NOTHING_CHOSEN,
     "no rows are chosen for A; choose some, so that there is a rest to compare "
     "them with")
TEXT(COMPARE_NO_A, "no row is in A; take a condition away, or change one")
TEXT(COMPARE_NO_B, "no row is in B; take a condition away, or change one")
TEXT(COMPARE_NO_REST, "all rows are in A, so that no rest is left for B; choose fewer for A")
TEXT(COMPARE_NOBODY, "the rows of A name no person; count rows")
TEXT(COMPARE_NOBODY_LEFT,
     "everybody has a row in A, so that nobody is left for B; choose fewer rows for "
     "A, or count rows")
TEXT(COMPARE_NO_PERSON,
     "no column of \"{dataset}\" is known to tell persons apart (role \"person id\" in "
     "the dictionary); name one, or count rows")
TEXT(COMPARE_ALL_ROWS, "all rows")
TEXT(COMPARE_LIST, "{words} … {last} ({count} values)")
TEXT(COMPARE_REST, "the rest: all other rows")
TEXT(COMPARE_REST_PEOPLE, "the rest: all people who are not in A")
TEXT(COMPARE_SHARES, "{value}: {a} % of A, {b} % of B ({points} {size:point|points})")
TEXT(COMPARE_AVERAGES, "average {a} in A, {b} in B ({points}); middle {a_middle} and {b_middle}")
TEXT(COMPARE_DATES, "the middle date is {a} in A, {b} in B")
TEXT(COMPARE_MANY, "{values} different values, of which none alone differs by much")
TEXT(COMPARE_EVIDENCE_ROWS, "{column}: {sentence}. A: {a} ({a_units} {a_units:row|rows}). B: {b} "
                            "({b_units} {b_units:row|rows}). ")
TEXT(COMPARE_EVIDENCE_PEOPLE,
     "{column}: {sentence}. A: {a} ({a_units} {a_units:person|people}). B: {b} "
     "({b_units} {b_units:person|people}). ")
TEXT(COMPARE_MAYBE_CHANCE, "The difference could be chance.")
TEXT(COMPARE_HARDLY_CHANCE, "Chance alone would hardly make such a difference.")
TEXT(COMPARE_STATE_CHOSEN, "the sets were chosen by it")
TEXT(COMPARE_STATE_APART, "no value is in both sets: it says the same as what they were chosen by")
TEXT(COMPARE_STATE_SAME, "there is nothing but one value")
TEXT(COMPARE_STATE_UNIQUE, "nearly every row has another value")
TEXT(COMPARE_STATE_ID, "it tells persons or cases apart")
TEXT(COMPARE_STATE_WHEN, "it says when a row is of, and people have rows at several times")
TEXT(COMPARE_STATE_IGNORED, "it is not for analysis, says its mark")
TEXT(COMPARE_STATE_ONLY_ONE, "only one of the two datasets has it")
TEXT(COMPARE_NOTE_BOTH_ROWS,
     "{units} {units:row is|rows are} in both sets and {units:counts|count} in "
     "each: the sets overlap.")
TEXT(COMPARE_NOTE_BOTH_PEOPLE,
     "{units} {units:person is|people are} in both sets, with other rows. Whether a "
     "difference is chance is judged as if they were different people.")
TEXT(COMPARE_NOTE_SMALL_ROWS,
     "{set} has only {units} {units:row|rows}: a share moves a long way by one of "
     "them.")
TEXT(COMPARE_NOTE_SMALL_PEOPLE,
     "{set} has only {units} {units:person|people}: a share moves a long way by "
     "one of them.")
TEXT(COMPARE_NOTE_PEOPLE,
     "People are counted ({column}), not rows: each once in a set, as in the last of "
     "their rows in it by {when}.")
TEXT(COMPARE_NOTE_PEOPLE_TABLE,
     "People are counted ({column}), not rows: each once in a set, as in the last "
     "of their rows in it as the table has them.")
TEXT(COMPARE_NOTE_ROWS,
     "{rows} rows repeat people ({column}): who has many counts many times, and chance is "
     "ruled out too easily. Count people to be sure.")
TEXT(COMPARE_NOTE_NAMELESS,
     "{rows} {rows:row names|rows name} no person ({column}) and {rows:is|are} left "
     "out.")
TEXT(COMPARE_NOTE_PERIODS,
     "The periods differ: {column} is {a_first} to {a_last} in A and {b_first} to "
     "{b_last} in B.")
TEXT(COMPARE_NOTE_ONLY_ONE,
     "{count} {count:column is|columns are} only in one of the datasets and can't be "
     "compared: {columns}.")
TEXT(COMPARE_NOT_COUNTED, "{column} can't be compared: {why}")
TEXT(COMPARE_SET_ROWS, "{set}: {words} ({units} {units:row|rows})")
TEXT(COMPARE_SET_PEOPLE, "{set}: {words} ({units} {units:person|people})")
TEXT(COMPARE_COULD_BE, "could be chance")
TEXT(COMPARE_HEAD_COLUMN, "column")
TEXT(COMPARE_HEAD_DIFFERENCE, "difference")
TEXT(COMPARE_HEAD_CHANCE, "chance?")
TEXT(COMPARE_HEAD_WORDS, "what differs")
TEXT(CLI_COMPARE_SUMMARY, "two sets of rows side by side: what differs most")
TEXT(CLI_COMPARE_EXAMPLES,
     "Examples:\n"
     "  datajam compare team.db caseload --a \"additional_benefits > 0\"\n"
     "                                                with and without the benefit\n"
     "  datajam compare team.db caseload --a \"month >= 2019\" --b \"month < 2019\"\n"
     "  datajam compare team.db caseload --a \"office = Northgate\" --where \"age >= 25\"\n"
     "                                                one office and the rest\n"
     "  datajam compare team.db this_year --b-dataset last_year\n"
     "  datajam compare team.db caseload --a \"sex = F\" --column case_type\n"
     "                                                all values of one column")
TEXT(CLI_COMPARE_MORE,
     "The difference goes from 0 to 100: of 100 people (or rows) of A, so many would have to\n"
     "have another value to be like B; what chance makes of it is taken away. A difference\n"
     "that could be chance comes after those that hardly can be, and is marked. Where a person\n"
     "id is known and rows repeat it, people are counted; the rest are then the people who\n"
     "have no row in A. How it is measured and tested, and the names of the figures in CSV and\n"
     "JSON, are in datajam-compare(1).")
TEXT(CLI_COMPARE_A, "rows of A; several: those that meet all of them")
TEXT(CLI_COMPARE_B, "rows of B; without it, the rest")
TEXT(CLI_COMPARE_B_DATASET, "B is of this dataset, whose columns have the same names")
TEXT(CLI_COMPARE_PEOPLE, "count people, by the person id of the dictionary")
TEXT(CLI_COMPARE_ROWS, "count rows, also where they repeat people")
TEXT(CLI_COMPARE_PERSON, "count people by this column")
TEXT(CLI_COMPARE_COLUMN, "all values of one column instead")
TEXT(CLI_COMPARE_NO_A,
     "a comparison needs a set; say which rows are A: --a FILTER, or name another "
     "dataset: --b-dataset NAME")
TEXT(CLI_COMPARE_TWO_UNITS, "--people and --rows can't both be; leave one of them out")
TEXT(CLI_COMPARE_NO_GROUND,
     "--where would hold for one of the two datasets only; give --a and --b instead")
TEXT(CLI_COMPARE_NOTE, "Note: {note}")
