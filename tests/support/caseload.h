/* Benchmark data shaped like a caseload extract: 20 columns, about 175 bytes a row. */
#ifndef DATAJAM_TESTS_CASELOAD_H
#define DATAJAM_TESTS_CASELOAD_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Writes a header and rows; the same bytes for the same rows and seed. False: it failed. */
bool caseload_write(FILE *out, uint64_t rows, uint64_t seed);

#endif
