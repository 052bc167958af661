/* What the files of core/frame/group*.c share. */
#ifndef DATAJAM_FRAME_GROUP_INTERNAL_H
#define DATAJAM_FRAME_GROUP_INTERNAL_H

#include "core/frame/group.h"

/* A key for each code whose order is the order of groups; equal keys, equal group. */
struct cut {
    const struct frame_column *column;
    enum group_cut kind;
    double width;
    bool whole; /* bands of whole numbers: "0–9" */
};

/* STATUS_INVALID: this column can't be cut so. */
enum status cut_begin(struct cut *cut, const struct group_field *field, struct error *err);

/* False: the value of the code is no number, or no date: it stays as it is. */
bool cut_key(const struct cut *cut, uint64_t code, int64_t *key);

/* Where a band or period begins; that of key + 1 is its end. */
struct value cut_value(const struct cut *cut, int64_t key, char *scratch);

/* "0–9", "[0,10)", "2019-Q1" into out (CUT_TEXT_SIZE bytes); its length. */
enum { CUT_TEXT_SIZE = 80 };
size_t cut_text(const struct cut *cut, int64_t key, char *out);

/* The column can't be cut so: TEXT_GROUP_*. */
enum status group_cannot(const struct group_field *field, enum text_id id, struct error *err);

/* Too many groups, or no memory for them: error_set, so that the caller can return it. */
enum status group_too_many(size_t limit, struct error *err);
enum status group_no_memory(struct error *err);

/* Room for texts and values of out->count groups. */
enum status group_make_room(struct groups *out, struct error *err);

/* The value of a code as a group's value and text, in the arena. False: no memory. */
bool group_set_value(struct groups *out, uint32_t group, const struct value *value);

/* A group for each row, none yet (UINT32_MAX). False: no memory. */
bool group_make_rows(struct groups *out);

/* Rows have numbers in the order in which they came: puts their places in. */
#define GROUP_ROW_EMPTY (UINT32_MAX - 1)
void group_renumber(struct groups *out, const uint32_t *places);

/* The ways to number rows: by code, by row, by marks of codes, and texts without codes. */
enum status group_by_code(struct groups *out, const struct bitmap *bitmap,
                          const volatile int *cancel, struct error *err);
enum status group_by_row(struct groups *out, const struct bitmap *bitmap,
                         const volatile int *cancel, struct error *err);
bool group_has_marks(const struct group_field *field); /* for group_by_mark; else by row */
enum status group_by_mark(struct groups *out, const struct bitmap *bitmap,
                          const volatile int *cancel, struct error *err);
enum status group_by_text(struct groups *out, const struct bitmap *bitmap,
                          const volatile int *cancel, struct error *err);

enum {
    GROUP_CODES_MAX = 1 << 22, /* of codes that have a table of groups */
    GROUP_TEXTS_MAX = 500000   /* of groups of texts without codes */
};

#endif
