/* Comparing two sets on the screen. */
TEXT(DATA_CMD_COMPARE, "Compare two sets of rows…")
TEXT(DATA_HELP_COMPARE, "Puts two sets of rows side by side and shows what differs most.")
TEXT(PIVOT_CMD_COMPARE, "Compare these rows with the rest")
TEXT(PIVOT_HELP_COMPARE, "Puts the rows behind the figure beside all others.")
TEXT(COMPARE_FORM_TITLE, "Compare two sets of rows")
TEXT(COMPARE_FORM_A, "A")
TEXT(COMPARE_FORM_B, "B")
TEXT(COMPARE_FORM_COUNT, "Count")
TEXT(COMPARE_FORM_GROUND, "Both")
TEXT(COMPARE_FORM_GO, "Compare")
TEXT(COMPARE_FORM_BY_ITSELF, "people, where rows repeat them")
TEXT(COMPARE_FORM_ROWS, "rows")
TEXT(COMPARE_FORM_PEOPLE, "people, each once")
TEXT(COMPARE_FORM_NO_GROUND, "no filter of the screen counts")
TEXT(COMPARE_FORM_HINT_A, "Enter chooses the rows of A, or fewer of them. Delete starts anew.")
TEXT(COMPARE_FORM_HINT_B, "Enter chooses the rows of B. Delete makes it the rest.")
TEXT(COMPARE_FORM_HINT_COUNT, "Enter changes whether people or rows count.")
TEXT(COMPARE_FORM_HINT_GROUND, "Enter changes whether both sets meet the filters of the screen.")
TEXT(COMPARE_FORM_HINT_GO, "Enter shows what differs most between A and B.")
TEXT(COMPARE_FORM_KEYS, "Enter changes  c compare  ↑↓ move  Delete anew  x swap  Esc back")
TEXT(COMPARE_FORM_CHOOSE_FIRST, "choose the rows of A first, so that there is something to compare")
TEXT(COMPARE_CHOOSE_A, "Rows of A: values of which column?")
TEXT(COMPARE_CHOOSE_B, "Rows of B: the rest, or values of which column?")
TEXT(COMPARE_WAY_REST, "The rest")
TEXT(COMPARE_WAY_REST_DETAIL, "whatever is not in A")
TEXT(COMPARE_WAY_CONDITION, "A condition…")
TEXT(COMPARE_WAY_CONDITION_DETAIL, "typed, such as age >= 25")
TEXT(COMPARE_WAY_SHOWN, "The rows on the screen")
TEXT(COMPARE_WAY_SHOWN_DETAIL, "with the filters as they are")
TEXT(COMPARE_WAY_VIEW, "A saved view…")
TEXT(COMPARE_WAY_VIEW_DETAIL, "its rows, also of another dataset")
TEXT(COMPARE_WAY_DATASET_DETAIL, "another dataset, all rows")
TEXT(COMPARE_PANE_TITLE, "Compare A with B")
TEXT(COMPARE_PANE_TITLE_VALUES, "{column} · A and B")
TEXT(COMPARE_PANE_KEYS, "Enter values  F6 pin  ↑↓ move  e sets  w who counts  x swap  n notes  Esc back")
TEXT(COMPARE_PANE_KEYS_VALUES, "↑↓ scroll  F6 pin  ←→ other column  Tab order  Enter columns  Esc back")
TEXT(COMPARE_PANE_COUNTING, "Comparing")
TEXT(COMPARE_PANE_STOPPED, "stopped before all columns were compared")
TEXT(COMPARE_PANE_WRONG, "Press e to choose other rows, or Esc to go back.")
TEXT(COMPARE_PANE_NOTHING, "choose some rows")
TEXT(COMPARE_PANE_REST, "the rest: whatever is not in A")
TEXT(COMPARE_PANE_ROWS, "{units} {units:row|rows}")
TEXT(COMPARE_PANE_PEOPLE, "{units} {units:person|people}")
TEXT(COMPARE_PANE_NOTE_MORE, "{note} (n: {more} more {more:note|notes})")
TEXT(COMPARE_PANE_NOTES_TITLE, "What to keep in mind")
TEXT(COMPARE_PANE_ABOUT_PEOPLE,
     "The difference goes from 0 to 100: of 100 people of A, so many would have to have another "
     "value for A to be like B. What chance alone makes of it is taken away. A sign ~ means that "
     "the difference could be chance: corrected for all columns that are looked at, the tests do "
     "not rule it out at 1 in 100. A difference that is not chance says nothing of its cause. "
     "datajam-compare(1) has the sources.")
TEXT(COMPARE_PANE_ABOUT_ROWS,
     "The difference goes from 0 to 100: of 100 rows of A, so many would have to have another "
     "value for A to be like B. What chance alone makes of it is taken away. A sign ~ means that "
     "the difference could be chance: corrected for all columns that are looked at, the tests do "
     "not rule it out at 1 in 100. They take rows for independent of each other. A difference "
     "that is not chance says nothing of its cause. datajam-compare(1) has the sources.")
TEXT(COMPARE_PANE_NO_PERSON,
     "no column is known to tell persons apart, so that only rows can be counted")
TEXT(COMPARE_PANE_NO_SWAP, "B is the rest of A; choose the rows of B to swap the two")
TEXT(COMPARE_PANE_CHANCE, "could be chance · {sentence}")
TEXT(COMPARE_PANE_NOT_RANKED, "Not ranked")
TEXT(COMPARE_PANE_HEAD_DIFFERENCE, "difference")
TEXT(COMPARE_PANE_MEANS_PEOPLE,
     "{part} % of the people in A would need another value for A to be like B.")
TEXT(COMPARE_PANE_MEANS_ROWS,
     "{part} % of the rows in A would need another value for A to be like B.")
TEXT(COMPARE_PANE_POINTS, "{points} points")
TEXT(COMPARE_PANE_NUMBERS,
     "{set}  average {mean} · middle {median} · half of them {lower} to {upper} · spread "
     "{deviation}")
TEXT(COMPARE_PANE_DATES, "{set}  {first} to {last}, the middle one {middle}")
TEXT(COMPARE_PANE_TEST_SURE,
     "Chance alone would hardly make such a difference: p {p} ({test}), corrected for {columns} "
     "{columns:column|columns}.")
TEXT(COMPARE_PANE_TEST_CHANCE,
     "This could be chance: p {p} ({test}), corrected for {columns} {columns:column|columns}.")
TEXT(COMPARE_PANE_PLACE, "{first}–{last} of {all} values")
TEXT(COMPARE_PANE_PLACE_MOST, "{first}–{last} of {all} values, those that differ most first")
TEXT(COMPARE_PANE_SAY_COLUMN, "{rank}. {column}, difference {difference} of 100: {sentence}")
TEXT(COMPARE_PANE_SAY_CHANCE,
     "{rank}. {column}, difference {difference} of 100, could be chance: {sentence}")
TEXT(COMPARE_PANE_SAY_OTHER, "{column}, not ranked: {sentence}")
