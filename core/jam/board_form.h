/* What people are asked for on a card of each kind, and what kinds, columns and fields are
 * called on the screen: tables that forms, headings and the history walk. */
#ifndef DATAJAM_JAM_BOARD_FORM_H
#define DATAJAM_JAM_BOARD_FORM_H

#include <stddef.h>

#include "core/base/card.h"
#include "core/base/text.h"

enum text_id card_kind_label(enum card_kind kind);         /* "Finding" */
enum text_id card_kind_heading(enum card_kind kind);       /* "Findings" */
enum text_id card_kind_help(enum card_kind kind);          /* what it is for */
enum text_id board_column_label(enum board_column column); /* "Working on" */

struct card_form_field {
    enum card_field field;
    enum text_id label; /* "Claim" */
    enum text_id hint;  /* what to write there */
    int rows;           /* lines it would like to have; 1: Enter ends the form */
};

/* The fields of a form in their order. */
const struct card_form_field *card_form(enum card_kind kind, size_t *count);

/* What a field is called on a card of that kind, in a sentence: "claim". */
enum text_id card_field_label(enum card_kind kind, enum card_field field);

#endif
