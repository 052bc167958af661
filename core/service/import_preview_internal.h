/* For the import_preview*.c only: what is known while a preview is made. */
#ifndef DATAJAM_SERVICE_IMPORT_PREVIEW_INTERNAL_H
#define DATAJAM_SERVICE_IMPORT_PREVIEW_INTERNAL_H

#include "core/ingest/sample.h"
#include "core/ingest/table.h"
#include "core/ingest/windows.h"
#include "core/ingest/xlsx.h"
#include "core/service/import_preview.h"
#include "core/service/import_source.h"
#include "core/store/dataset.h"

enum { PREVIEW_TABLES_MAX = 8, PREVIEW_LINES_LISTED = 30, PREVIEW_WORDS_SIZE = 600 };

/* A table of the file, told by the line it begins at and by its header. */
struct preview_table {
    int64_t line;
    const char *names;
};

struct previewing {
    struct import_preview *out;
    struct arena *arena; /* of out */
    struct db *db;       /* or NULL */
    const char *path;
    const struct import_options *options;
    struct import_source source;
    struct windows windows;
    struct xlsx_sheet_size *sheets;
    size_t sheet_count, sheet; /* sheet: the one that was opened */
    struct dataset_info *datasets;
    size_t dataset_count;
    struct table_notes notes;
    struct preview_table tables[PREVIEW_TABLES_MAX];
    size_t table_count;
    int64_t bytes_read; /* of the rows that were read */
};

/* import_preview_rows.c: reads the first rows as they would be loaded, and mends the plan where
 * they speak against it. */
enum status preview_read_rows(struct previewing *p, struct error *err);

/* import_preview_look.c: what else could be meant. */
enum status preview_look_for_tables(struct previewing *p, struct error *err);
enum status preview_list_delimiters(struct previewing *p, struct preview_choices *out,
                                    struct error *err);
enum status preview_list_encodings(struct previewing *p, struct preview_choices *out,
                                   struct error *err);
enum status preview_list_lines(struct previewing *p, struct preview_choices *out,
                               struct error *err);

/* import_preview_words.c: the answers to all decisions, in words. */
enum status preview_answer_all(struct previewing *p, struct error *err);

/* "semicolons": what parts cells, for a sentence; in memory of its own or of the arena. */
const char *preview_delimiter_words(const char *delimiter, struct arena *arena);

/* A message with its places filled, in the arena; NULL: no memory. */
const char *preview_say(struct arena *arena, enum text_id id, const struct text_value *values);

/* Adds one; false: no memory. */
bool preview_add_choice(struct arena *arena, struct preview_choices *choices, const char *value,
                        const char *words, const char *detail);

/* Chooses the entry with that value (NULL is ""); one that is not listed is added under its own
 * name. False: no memory. */
bool preview_choose(struct arena *arena, struct preview_choices *choices, const char *value);

#endif
