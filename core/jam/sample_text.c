/*
 * The words of the sample data. Free text is put together from harmless sentences that
 * fit anybody; spellings differ as they do where several people type.
 */
#include "core/jam/sample_text.h"

#include <stdio.h>

#include "core/jam/sample_random.h"

const char *const sample_office_names[OFFICE_COUNT] = {"Riverside", "Hillcrest", "Old Town",
                                                       "Northgate", "Millpond",  "Eastbrook"};
const char *const sample_type_names[TYPE_COUNT] = {"single", "single parent", "couple",
                                                   "couple with children"};
const char *const sample_sex_names[SEX_COUNT] = {"F", "M", "X"};
const char *const sample_housing_names[HOUSING_COUNT] = {
    "renting", "subsidised", "own home", "rooming house", "with friends", "shelter"};
const char *const sample_agreement_names[AGREEMENT_COUNT] = {"none", "active", "expired",
                                                             "excused"};
const char *const sample_reason_names[REASON_COUNT] = {
    "found work", "moved away", "lost contact", "family changed", "pension", "studies"};
const char *const sample_benefit_names[BENEFIT_COUNT] = {
    "transport", "health", "housing", "school start", "work start", "young child", "moving"};

enum { SPELLINGS = 4 };

static const char *const educations[EDUCATION_COUNT][SPELLINGS] = {
    {"below high school", "Below High School", "below highschool", "no high school"},
    {"high school", "High school", "highschool", "High School "},
    {"trade certificate", "Trade certificate", "trade cert.", "trades certificate"},
    {"college", "College", "college diploma", "COLLEGE"},
    {"university", "University", "univ.", "university degree"},
};

const char *sample_education_as_written(const struct sample_client *c, int month)
{
    const int year = month / 12;
    int spelling = 0;

    if (sample_chance(c->key, 0, DRAW_EDUCATION_EMPTY, 45000))
        return "";
    if (sample_chance(c->key, year, DRAW_EDUCATION_STYLE, 90000))
        spelling = 1 + sample_below(c->key, year + 10, DRAW_EDUCATION_STYLE, SPELLINGS - 1);
    return educations[c->education][spelling];
}

void sample_postal_code(const struct sample_client *c, int month, char out[SAMPLE_POSTAL_SIZE])
{
    static const char letters[] = "ABCEGHJKLMNPRSTVWXYZ";
    const uint32_t bits = sample_draw(c->home, 0, DRAW_POSTAL);
    const bool loose = sample_chance(c->key, month / 6, DRAW_POSTAL_STYLE, 30000);
    const char lower = loose ? 'a' - 'A' : 0;
    char *p = out;

    *p++ = (char)('Z' + lower);
    *p++ = (char)('1' + c->office);
    *p++ = (char)(letters[bits % 5 * 3 + c->office % 3] + lower);
    if (!loose)
        *p++ = ' ';
    *p++ = (char)('0' + (bits >> 8) % 10);
    *p++ = (char)(letters[(bits >> 12) % 20] + lower);
    *p++ = (char)('0' + (bits >> 20) % 10);
    *p = '\0';
}

static const char *const firsts[] = {
    "Phoned, left a message.",
    "Came in with letters; copied them.",
    "Appointment moved by a week.",
    "Asked about the evening course.",
    "Sent the form for the bus pass.",
    "Prefers mail, not phone.",
    "Bank details checked, all fine.",
    "Wants mornings only: school run.",
    "Went through the budget together.",
    "Certificate from the course received.",
    "Has a job interview next week.",
    "New phone number noted.",
    "Rent receipt handed in.",
    "Asked what changes with part-time work.",
    "Will bring the pay slip on Friday.",
    "Spoke about child care; list given.",
    "Dentist's estimate received.",
    "Waiting for the landlord's answer.",
    "Talked about volunteering at the library.",
    "Moved within the building, same address.",
    "Résumé updated at the workshop.",
    "Agreement explained again; \"clear now\".",
    "Likes working outdoors.",
    "Statement is missing, reminded.",
    "Glasses approved.",
    "Language class: level 2 → level 3.",
};

static const char *const seconds[] = {
    "Call back on Thursday.",  "Nothing else to do.",       "Next meeting in 4 weeks.",
    "Sent to the workshop.",   "Letter follows.",           "To be checked in a month.",
    "Very motivated.",         "Asked for an interpreter.", "File is complete.",
    "Transport is a problem.", "Told about the deadline.",  "Good talk.",
};

void sample_note(const struct sample_client *c, int month, char out[SAMPLE_NOTE_SIZE])
{
    const int count = (int)(sizeof(firsts) / sizeof(firsts[0]));
    const int more = (int)(sizeof(seconds) / sizeof(seconds[0]));
    const char *first = firsts[sample_below(c->key, month, DRAW_NOTE_FIRST, count)];
    const int kind = sample_below(c->key, month, DRAW_NOTE, 1000);

    out[0] = '\0';
    if (kind < 60)
        snprintf(out, SAMPLE_NOTE_SIZE, "%s", first);
    else if (kind < 118) /* a few go over two lines */
        snprintf(out, SAMPLE_NOTE_SIZE, "%s%c%s", first, kind < 115 ? ' ' : '\n',
                 seconds[sample_below(c->key, month, DRAW_NOTE_SECOND, more)]);
}
