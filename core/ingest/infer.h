/*
 * What a column is, from a sample of its cells. Cells are added one by one; the decision
 * weighs all of them and says in words what speaks for it. A number loses nothing of what
 * was written, or the column stays text.
 */
#ifndef DATAJAM_INGEST_INFER_H
#define DATAJAM_INGEST_INFER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/span.h"
#include "core/ingest/excel.h"
#include "core/ingest/format.h"

enum { INFER_STYLES = 8, INFER_PAIRS = 8, INFER_EXAMPLE_SIZE = 40 };

/* Why digits are no number. */
enum infer_code { CODE_LEADING_ZERO, CODE_LONG, CODE_PLUS, CODE_EXPONENT, CODE_OTHER, CODE_COUNT };

/* What was seen of one column. Zero-initialise it. */
struct column_evidence {
    int64_t values;  /* cells that are not empty */
    int64_t markers; /* N/A, [c], … */
    int64_t words;   /* neither digits nor markers */
    int64_t plain_integers;
    int64_t styled[INFER_STYLES];    /* other numbers, by style that they fit */
    int64_t decimals[INFER_STYLES];  /* of them, not whole */
    int64_t separated[INFER_STYLES]; /* of them, with that style's thousands separator */
    int64_t digits;                  /* cells with digits, other than plain integers */
    int64_t percents;
    const char *currency; /* the first seen */
    int64_t currencies;   /* cells that have it */
    bool currencies_mixed;
    int64_t codes;
    char code[CODE_COUNT][INFER_EXAMPLE_SIZE]; /* an example of each kind, or "" */
    int64_t odd;                               /* cells with digits that are no number */
    int64_t odd_line;                          /* of the first; 0: not known */
    int64_t dates[DATE_ORDER_COUNT];
    int64_t other_order[DATE_ORDER_COUNT]; /* dates only with day and month exchanged */
    int64_t times;
    int64_t ambiguous_dates;
    int64_t dotted_dates;
    char date[INFER_EXAMPLE_SIZE];       /* an ambiguous one */
    char decider[2][INFER_EXAMPLE_SIZE]; /* one that only DMY, only MDY reads */
    int64_t pairs[INFER_PAIRS];
    bool said_yes, said_no;
    struct excel_traces excel;
    bool long_fractions; /* set beforehand: as in number_style */
};

/* What the rest of the file says. */
struct infer_context {
    char delimiter;
    int comma_decimals; /* columns that surely have a decimal comma */
    int point_decimals; /* columns that surely have a decimal point */
};

/* line: in the file; 0: not known. */
void infer_add(struct column_evidence *evidence, struct span cell, int64_t line);

/* Counts the column in for the others' sake. */
void infer_note_decimals(const struct column_evidence *evidence, struct infer_context *context);

/* Decides. name is the column's, which may say that it holds phone numbers or postcodes. */
void infer_decide(const struct column_evidence *evidence, const char *name,
                  const struct infer_context *context, struct column_format *out);

/* So many words among the values that it is no column of numbers or dates. */
bool infer_is_drowned(int64_t values, int64_t words);

/* Keeps cell in out (INFER_EXAMPLE_SIZE), shortened, unless something stands there. */
void infer_keep_example(char *out, struct span cell);

/* Text, since the person said so. */
void infer_as_text(struct column_format *out);

/* Numbers with that decimal sign, whatever else there is; without a reason. And how many of the
 * values that were added are such. */
void infer_as_number(const struct column_evidence *evidence, char decimal,
                     struct column_format *out);
int64_t infer_count_numbers(const struct column_evidence *evidence, char decimal);

#endif
