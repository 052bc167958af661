/* The command line: datajam chart. */
TEXT(CLI_CHART_SUMMARY, "a chart in the terminal, or as SVG")
TEXT(CLI_CHART_EXAMPLES,
     "Examples:\n"
     "  datajam chart team.db caseload --rows case_type --value avg:months\n"
     "                                                averages as bars\n"
     "  datajam chart team.db caseload --kind line --rows month --cols office\n"
     "  datajam chart team.db caseload --kind histogram --value avg:age\n"
     "  datajam chart team.db caseload --kind pyramid --rows age --bin age=10 --cols sex\n"
     "  datajam chart visits.csv --rows office --cols sex --stack 100%\n"
     "  datajam chart team.db caseload --kind box --rows office --value avg:months --svg > b.svg")
TEXT(CLI_CHART_MORE,
     "KIND is bar, line, histogram, pyramid, heat, box, scatter or pareto; without it the kind\n"
     "that suits the data is drawn. Rows, columns, value, CUT and filters are those of datajam\n"
     "pivot. Histogram, box and scatter take the column of AGG. HOW is grouped, stacked or 100%.\n"
     "What the chart says first stands below it in words.")
TEXT(CLI_CHART_KIND, "what is drawn; the kind that suits the data, unless given")
TEXT(CLI_CHART_ROWS, "a bar, point or box for each value of it")
TEXT(CLI_CHART_COLS, "a series for each value of it")
TEXT(CLI_CHART_VALUE, "what is drawn upwards; count, unless given")
TEXT(CLI_CHART_SORT, "order of bars; label, unless given")
TEXT(CLI_CHART_TOP, "the first so many bars, and all others together")
TEXT(CLI_CHART_STACK, "several series beside each other, on top of each other, or as parts of 100%")
TEXT(CLI_CHART_BY, "a small chart for each value of it")
TEXT(CLI_CHART_MINIMUM, "figures made of fewer rows are marked; 5, unless given")
TEXT(CLI_CHART_SIZE, "the size of the picture in characters: 80x24")
TEXT(CLI_CHART_ASCII, "plain characters only, for old terminals")
TEXT(CLI_CHART_BLOCKS, "no braille, for fonts that lack it")
TEXT(CLI_CHART_SVG, "a picture for slides and reports, instead of characters")
TEXT(CLI_CHART_KIND_NEAR, "\"{word}\" is no kind of chart; did you mean \"{nearest}\"?")
TEXT(CLI_CHART_BAD_KIND, "\"{word}\" is no kind of chart; choose bar, line, histogram, pyramid, heat, box, "
                         "scatter or pareto")
TEXT(CLI_CHART_STACK_NEAR, "\"{word}\" says no way to stack; did you mean \"{nearest}\"?")
TEXT(CLI_CHART_BAD_STACK, "\"{word}\" says no way to stack; choose grouped, stacked or 100%")
TEXT(CLI_CHART_BAD_SIZE, "\"{text}\" is no size; write columns and rows such as 80x24, at least "
                         "{columns}x{rows}")
