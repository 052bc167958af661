/* Inside the sample data: its words – codes, their spellings, postal codes and notes. */
#ifndef DATAJAM_JAM_SAMPLE_TEXT_H
#define DATAJAM_JAM_SAMPLE_TEXT_H

#include <stddef.h>

#include "core/jam/sample_model.h"

extern const char *const sample_office_names[OFFICE_COUNT];
extern const char *const sample_type_names[TYPE_COUNT];
extern const char *const sample_sex_names[SEX_COUNT];
extern const char *const sample_housing_names[HOUSING_COUNT];
extern const char *const sample_agreement_names[AGREEMENT_COUNT];
extern const char *const sample_reason_names[REASON_COUNT];
extern const char *const sample_benefit_names[BENEFIT_COUNT];

/* As someone typed it in that year: one of several spellings, or "" for not asked. */
const char *sample_education_as_written(const struct sample_client *client, int month);

/* Made up, of a form that no place has; 8 bytes with its NUL. */
enum { SAMPLE_POSTAL_SIZE = 8 };
void sample_postal_code(const struct sample_client *client, int month,
                        char out[SAMPLE_POSTAL_SIZE]);

/* A note on a client in a month, "" mostly. */
enum { SAMPLE_NOTE_SIZE = 200 };
void sample_note(const struct sample_client *client, int month, char out[SAMPLE_NOTE_SIZE]);

#endif
