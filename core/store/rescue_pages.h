/*
 * Rows of a table from single pages of a damaged file, where the pages that lead to them are
 * lost. Which table a page belongs to says the file's own map of pages (its parent, and the
 * parent's parent); what it says is free or something else is left alone.
 */
#ifndef DATAJAM_STORE_RESCUE_PAGES_H
#define DATAJAM_STORE_RESCUE_PAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/cell.h"
#include "core/base/error.h"

/* Takes a row; the cells are valid during the call. False: no more of them. */
typedef bool rescue_row_fn(void *context, int64_t id, const struct cell *cells, size_t count);

/* Gives the rows of the table that begins on page root, as they lie: those that can also be
 * reached in the usual way are among them. Rows with bytes that are no text are left out. */
enum status rescue_pages(const char *path, uint32_t root, rescue_row_fn *fn, void *context,
                         struct error *err);

#endif
