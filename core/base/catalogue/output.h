/* Writers of rows. */
TEXT(OUTPUT_READER_LEFT, "the program that was to read the rows has ended")
TEXT(OUTPUT_COLUMNS_LEFT_OUT,
     "(The first {shown} of {all} columns fit here: choose with --columns, or widen the window.)")
