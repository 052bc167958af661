/* What is pinned as evidence: what a view says, and what has changed since. */
TEXT(PIVOT_SAYS_NUMBER, "{number}")
TEXT(PIVOT_SAYS_PERCENT, "{number} %")
TEXT(PIVOT_SAYS_NOTHING, "There are no figures to speak of.")
TEXT(PIVOT_SAYS_ONE, "For {highest}, {what}: {most}.")
TEXT(PIVOT_SAYS_SAME, "By {field}, {what} is the same everywhere: {most}.")
TEXT(PIVOT_SAYS_COUNT, "By {field}, {highest} has the most {what} ({most} of {all}, {share} %) and "
                       "{lowest} the fewest ({least}).")
TEXT(PIVOT_SAYS_SUM, "By {field}, {highest} has the largest {what} ({most} of {all}, {share} %) and "
                     "{lowest} the smallest ({least}).")
TEXT(PIVOT_SAYS_MOST, "By {field}, {highest} has the most {what} ({most}) and {lowest} the fewest "
                      "({least}); over all there are {all}.")
TEXT(PIVOT_SAYS_HIGHEST, "By {field}, {highest} has the highest {what} ({most}) and {lowest} the lowest "
                         "({least}); over all it is {all}.")
TEXT(PIVOT_SAYS_IS, "By {field}, the {what} is {most} for {highest} and {least} for {lowest}; over all it "
                    "is {all}.")
TEXT(PIVOT_SAYS_SHARE, "By {field}, {highest} has the highest share of {what} ({most}) and {lowest} the "
                       "lowest ({least}).")
TEXT(PIVOT_SAYS_TIME, "By {field}, {what} went from {first} in {start} to {last} in {end}; the highest was "
                      "{most} in {highest}, the lowest {least} in {lowest}.")
TEXT(SNAPSHOT_BAD, "these figures can't be read ({reason}); pin them anew")
TEXT(SNAPSHOT_NEWER, "a newer datajam kept these figures; use that one to see them")
TEXT(SNAPSHOT_N, "rows counted")
TEXT(EVIDENCE_KIND, "\"{kind}\" can't be pinned by this version of datajam; use a newer one")
TEXT(EVIDENCE_NO_PIVOT, "there is no pivot in this view; choose what to group by first")
TEXT(EVIDENCE_COLUMN, "column")
TEXT(EVIDENCE_FILLED, "filled")
TEXT(EVIDENCE_DIFFERENT, "different")
TEXT(EVIDENCE_LEAST, "least")
TEXT(EVIDENCE_AVERAGE, "average")
TEXT(EVIDENCE_GREATEST, "greatest")
TEXT(EVIDENCE_ROWS_OF, "rows of {dataset}")
TEXT(EVIDENCE_ALL_ROWS, "{dataset} has {all} {all:row|rows}.")
TEXT(EVIDENCE_SOME_ROWS, "{n} of {all} rows of {dataset} ({share} %) meet: {filters}.")
