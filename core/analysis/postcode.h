/*
 * Postcodes of the United Kingdom, Canada and the Netherlands: recognised however they are
 * spaced and in whichever case, given in their standard form, and cut down to their outer
 * part, which stands for an area and no longer for a few houses. Pure.
 */
#ifndef DATAJAM_ANALYSIS_POSTCODE_H
#define DATAJAM_ANALYSIS_POSTCODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/span.h"

enum postcode_country {
    POSTCODE_NONE,
    POSTCODE_UK,          /* SW1A 1AA, outer part SW1A */
    POSTCODE_CANADA,      /* K1A 0B1, forward sortation area K1A */
    POSTCODE_NETHERLANDS, /* 1234 AB, digits 1234 */
    POSTCODE_COUNTRY_COUNT
};

enum { POSTCODE_SIZE = 12 };

struct postcode {
    enum postcode_country country;
    char full[POSTCODE_SIZE]; /* NUL-terminated */
    char outer[POSTCODE_SIZE];
};

/* Reads the whole text, blanks and hyphens aside. False: it is none of the three. */
bool postcode_read(struct span text, struct postcode *out);

/* The outer part of a postcode, or a text that is only that part ("K1A", "SW1A"): out is
 * POSTCODE_SIZE bytes. False: it is neither. */
bool postcode_read_outer(struct span text, char *out);

/* The forms that postcode_read knows, one by one, for whoever has to say them in another
 * language: signs without blanks and in capitals, each the sign itself or a set of signs in
 * brackets (as GLOB of SQLite takes them). */
enum { POSTCODE_GLOB_SIZE = 200 };

struct postcode_form {
    char glob[POSTCODE_GLOB_SIZE];
    size_t inner; /* signs behind the outer part */
    size_t outer; /* bytes of glob for the outer part, that may stand alone; 0: it may not */
};

/* False: there is no form number i. */
bool postcode_form_at(size_t i, struct postcode_form *out);

/* Values of a column, told one by one: which country's postcodes are they? */
struct postcode_tally {
    int64_t values;
    int64_t of[POSTCODE_COUNTRY_COUNT];
};

void postcode_count(struct postcode_tally *tally, struct span text, int64_t times);

/* At least nine of ten values, empty ones aside; else POSTCODE_NONE. */
enum postcode_country postcode_of_column(const struct postcode_tally *tally);

#endif
