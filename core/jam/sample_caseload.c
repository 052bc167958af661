/*
 * The monthly caseload extract: one client in one month, with the mess of a real one. And
 * the stays that ended. What is wrong in them is told by the dictionaries of the topics.
 */
#include "core/jam/sample_random.h"
#include "core/jam/sample_rows.h"
#include "core/jam/sample_text.h"

enum {
    DEFAULT_DATE = (1900 - 2018) * 12, /* 1900-01, what the system puts for "no date" */
    EASTBROOK_RECORDS = 16,            /* asks about housing from May 2019 on */
    CENTS_MONTH = 14,                  /* Hillcrest sent cents in March 2019 */
    TWICE_MONTH = 6,                   /* Millpond sent 40 rows twice in July 2018 */
    TWICE_ROWS = 40
};

static void put_housing(struct sample_csv *csv, const struct sample_client *c, int month)
{
    const bool unasked = c->office == OFFICE_EASTBROOK && month < EASTBROOK_RECORDS;

    if (sample_chance(c->key, month / 6, DRAW_HOUSING_EMPTY, unasked ? 520000 : 18000))
        sample_csv_empty(csv);
    else
        sample_csv_text(csv, sample_housing_names[sample_housing_at(c, month)]);
}

static void put_earnings(struct sample_csv *csv, const struct sample_client *c,
                         const struct sample_stay *stay, int month)
{
    const int cents = sample_earnings_at(c, stay, month);
    const int missing = sample_below(c->key, month, DRAW_EARN_MISSING, 1000);

    if (missing < 9)
        sample_csv_text(csv, "N/A");
    else if (missing < 12)
        sample_csv_text(csv, "-");
    else if (missing < 25)
        sample_csv_empty(csv);
    else if (c->office == OFFICE_HILLCREST && month == CENTS_MONTH)
        sample_csv_number(csv, cents);
    else
        sample_csv_cents(csv, cents);
}

static void put_agreement(struct sample_csv *csv, const struct sample_client *c,
                          const struct sample_stay *stay, int month)
{
    int until;
    const enum sample_agreement agreement = sample_agreement_at(c, stay, month, &until);

    sample_csv_text(csv, sample_agreement_names[agreement]);
    if (until == SAMPLE_NONE)
        sample_csv_date(csv, DEFAULT_DATE, 1);
    else
        sample_csv_date(csv, until, sample_csv_month_days(until));
}

static void put_who(struct sample_csv *csv, const struct sample_client *c)
{
    sample_csv_code(csv, "", c->case_number, 6);
    sample_csv_code(csv, "K", c->id, 6);
}

static bool put_row(struct sample_csv *csv, const struct sample_client *c,
                    const struct sample_stay *stay, int month)
{
    char postal[SAMPLE_POSTAL_SIZE];
    char note[SAMPLE_NOTE_SIZE];

    sample_postal_code(c, month, postal);
    sample_note(c, month, note);
    put_who(csv, c);
    sample_csv_month(csv, month);
    sample_csv_text(csv, sample_office_names[c->office]);
    sample_csv_number(csv, sample_age_as_written(c, month));
    sample_csv_text(csv, sample_sex_names[c->sex]);
    sample_csv_text(csv, sample_type_names[c->type]);
    sample_csv_number(csv, c->children);
    sample_csv_text(csv, sample_education_as_written(c, month));
    sample_csv_number(csv, month - stay->start + 1);
    put_housing(csv, c, month);
    put_earnings(csv, c, stay, month);
    put_agreement(csv, c, stay, month);
    sample_csv_cents(csv, sample_benefits_paid(c, stay, month));
    sample_csv_text(csv, sample_referral(c, stay, month));
    sample_csv_text(csv, postal);
    sample_csv_text(csv, note);
    return sample_csv_end_row(csv);
}

static bool put_month(const struct sample *sample, struct sample_csv *csv, int month, int office,
                      int rows)
{
    for (size_t i = 0; i < sample->count && rows != 0; i++) {
        const struct sample_client *c = &sample->clients[i];
        const struct sample_stay *stay = sample_stay_at(c, month);

        if (!stay || (office >= 0 && c->office != office))
            continue;
        if (!put_row(csv, c, stay, month))
            return false;
        rows--;
    }
    return true;
}

static void put_months(const struct sample *sample, struct sample_csv *csv, int first)
{
    for (int month = first; month < SAMPLE_MONTHS; month++) {
        if (!put_month(sample, csv, month, -1, -1))
            return;
        if (month == TWICE_MONTH && !put_month(sample, csv, month, OFFICE_MILLPOND, TWICE_ROWS))
            return;
    }
}

void sample_rows_caseload(const struct sample *sample, struct sample_csv *csv)
{
    put_months(sample, csv, 0);
}

void sample_rows_caseload_2019(const struct sample *sample, struct sample_csv *csv)
{
    put_months(sample, csv, SAMPLE_2019);
}

static bool put_closure(struct sample_csv *csv, const struct sample_client *c,
                        const struct sample_stay *stay)
{
    const int last = stay->end - 1;

    put_who(csv, c);
    sample_csv_text(csv, sample_office_names[c->office]);
    sample_csv_text(csv, sample_type_names[c->type]);
    sample_csv_number(csv, sample_age_as_written(c, last));
    sample_csv_date(csv, stay->start, sample_between(c->home, stay->start, DRAW_DAY, 1, 28));
    sample_csv_date(csv, last, sample_csv_month_days(last));
    sample_csv_number(csv, stay->end - stay->start);
    sample_csv_text(csv, sample_reason_names[stay->reason]);
    return sample_csv_end_row(csv);
}

void sample_rows_closures(const struct sample *sample, struct sample_csv *csv)
{
    for (size_t i = 0; i < sample->count; i++) {
        const struct sample_client *c = &sample->clients[i];

        for (int s = 0; s < c->stay_count; s++) {
            const struct sample_stay *stay = &c->stays[s];

            if (stay->end > 0 && stay->end <= SAMPLE_MONTHS && !put_closure(csv, c, stay))
                return;
        }
    }
}
