/* What the files of the text editor share. */
#ifndef DATAJAM_WIDGET_EDITOR_PRIVATE_H
#define DATAJAM_WIDGET_EDITOR_PRIVATE_H

#include "tui/widget/editor.h"

/* editor_wrap.c: rows. The text must be wrapped for the editor's own width. */
void editor_wrap(struct editor *editor);
size_t editor_row_of(const struct editor *editor, size_t at);
/* The column of a place in its row, and the place of a column in a row. */
int editor_column_of(const struct editor *editor, size_t at);
size_t editor_place_at(const struct editor *editor, size_t row, int column);

/* editor_undo.c: what was at `at` was replaced. */
void editor_note(struct editor *editor, size_t at, struct span removed, struct span added,
                 bool typed);
bool editor_undo(struct editor *editor);
bool editor_redo(struct editor *editor);
void editor_forget(struct editor *editor);

/* Puts `added` in the place of the bytes from `from` to `to`; the cursor behind it. No step
 * is noted. False: no memory. */
bool editor_replace(struct editor *editor, size_t from, size_t to, struct span added);

#endif
