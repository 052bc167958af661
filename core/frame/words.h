/* The order of a dictionary's words: ranks that codes become. */
#ifndef DATAJAM_FRAME_WORDS_H
#define DATAJAM_FRAME_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/value.h"

/*
 * Sorts words[1] … words[count] (words[0] is the empty cell): those of order first
 * ("a; b; c", or NULL), then numbers, then texts in natural order. rank[old place] is the new
 * one; *listed counts the words that order named. False: no memory.
 */
bool words_sort(struct value *words, size_t count, const char *order, uint32_t *rank,
                size_t *listed);

/* Below, equal to or above 0, as a comes before, with or after b: numbers by value and before
 * texts, texts in natural order. */
int words_compare(const struct value *a, const struct value *b);

#endif
