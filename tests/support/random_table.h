/*
 * Tables of everything that has ever gone wrong in a table: empties, mixed types, texts that
 * look like numbers or like none, negative and long numbers, dates, digits with leading
 * zeros, letters of many kinds. For tests that compare with SQL.
 */
#ifndef DATAJAM_TESTS_RANDOM_TABLE_H
#define DATAJAM_TESTS_RANDOM_TABLE_H

#include <stdint.h>
#include <stdio.h>

/* splitmix64: the same numbers for the same state everywhere. */
uint64_t chance_bits(uint64_t *state);
unsigned chance_below(uint64_t *state, unsigned limit);

/* Writes CSV with the columns office, code, age, amount, rate, day, stamp, month, big, flag,
 * mixed. */
void random_table_write(FILE *out, unsigned rows, uint64_t *state);

/* SQL that puts texts and decimals among the whole numbers of "mixed", as another program
 * would; table is its name. */
const char *random_table_mix(void);

#endif
