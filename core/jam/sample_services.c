/*
 * Integration: what stands in the way of those who are on assistance in December 2019, and
 * which partner services they have been to in the last two years. The partners keep the
 * client number without its letter and leading zeros.
 */
#include "core/jam/sample_random.h"
#include "core/jam/sample_rows.h"
#include "core/jam/sample_text.h"

enum {
    SERVICE_EMPLOYMENT,
    SERVICE_HEALTH,
    SERVICE_DEBT,
    SERVICE_LANGUAGE,
    SERVICE_CHILD_CARE,
    SERVICE_HOUSING,
    SERVICE_FOOD,
    SERVICE_COUNT
};

enum how { HOW_TOGETHER, HOW_LETTER, HOW_LEAFLET, HOW_COUNT };

struct referral {
    int month;
    enum how how;
    bool started;
    bool plan;
};

static const char *const service_names[SERVICE_COUNT] = {
    "employment", "health",       "debt advice", "language",
    "child care", "housing help", "food support"};
static const char *const how_names[HOW_COUNT] = {"went together", "letter", "leaflet"};

/* Who needs which service. */
static const unsigned service_barriers[SERVICE_COUNT] = {
    [SERVICE_HEALTH] = BARRIER_HEALTH,     [SERVICE_DEBT] = BARRIER_DEBT,
    [SERVICE_LANGUAGE] = BARRIER_LANGUAGE, [SERVICE_CHILD_CARE] = BARRIER_CHILD_CARE,
    [SERVICE_HOUSING] = BARRIER_HOUSING,
};

static const struct sample_stay *last_stay(const struct sample_client *c)
{
    return &c->stays[c->stay_count - 1];
}

/* Clients with several barriers have one plan for all services in two of five cases. */
static bool has_plan(const struct sample_client *c)
{
    return sample_chance(c->key, 0, DRAW_PLAN, c->office == OFFICE_HILLCREST ? 620000 : 300000);
}

/* Whether a client was referred to a service in the two years. */
static bool find_referral(const struct sample_client *c, int service, struct referral *out)
{
    static const uint8_t usual[HOW_COUNT] = {30, 40, 30};
    static const uint8_t hillcrest[HOW_COUNT] = {60, 25, 15};
    static const int starts[HOW_COUNT] = {820000, 560000, 330000};
    const struct sample_stay *stay = last_stay(c);
    const int first = stay->start > 0 ? stay->start : 0;
    const int last = stay->end < SAMPLE_MONTHS ? stay->end - 1 : SAMPLE_MONTHS - 1;
    const unsigned barriers = sample_barriers_at(c, last);
    const bool needed = (barriers & service_barriers[service]) != 0;
    const unsigned offset = (unsigned)service;
    int chance = needed ? 560000 : 40000;

    if (service == SERVICE_EMPLOYMENT)
        chance = 330000;
    else if (service == SERVICE_FOOD)
        chance = barriers & (BARRIER_DEBT | BARRIER_HOUSING) ? 300000 : 70000;
    if (!sample_chance(c->key, 0, DRAW_SERVICE + offset, chance))
        return false;
    out->month = sample_between(c->key, 0, DRAW_SERVICE_MONTH + offset, first, last);
    out->how = (enum how)sample_pick(c->key, 0, DRAW_SERVICE_HOW + offset,
                                     c->office == OFFICE_HILLCREST ? hillcrest : usual, HOW_COUNT);
    out->started = sample_chance(c->key, 0, DRAW_SERVICE_START + offset, starts[out->how]);
    out->plan = has_plan(c);
    return true;
}

static int services_used(const struct sample_client *c)
{
    struct referral referral;
    int used = 0;

    for (int service = 0; service < SERVICE_COUNT; service++) {
        if (find_referral(c, service, &referral) && referral.started)
            used++;
    }
    return used;
}

static void put_housing(struct sample_csv *csv, const struct sample_client *c, int month)
{
    if (sample_chance(c->key, 3, DRAW_HOUSING_EMPTY, 18000))
        sample_csv_empty(csv);
    else
        sample_csv_text(csv, sample_housing_names[sample_housing_at(c, month)]);
}

static bool put_client(struct sample_csv *csv, const struct sample_client *c,
                       const struct sample_stay *stay, int month)
{
    static const unsigned order[] = {BARRIER_HEALTH,     BARRIER_DEBT,      BARRIER_LANGUAGE,
                                     BARRIER_CHILD_CARE, BARRIER_TRANSPORT, BARRIER_HOUSING};
    const unsigned barriers = sample_barriers_at(c, month);
    const int used = services_used(c);

    sample_csv_code(csv, "K", c->id, 6);
    sample_csv_text(csv, sample_office_names[c->office]);
    sample_csv_number(csv, sample_age_as_written(c, month));
    sample_csv_text(csv, sample_type_names[c->type]);
    sample_csv_number(csv, month - stay->start + 1);
    put_housing(csv, c, month);
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
        sample_csv_yes_no(csv, (barriers & order[i]) != 0);
    sample_csv_number(csv, used);
    sample_csv_yes_no(csv, used > 0 && has_plan(c));
    return sample_csv_end_row(csv);
}

void sample_rows_clients(const struct sample *sample, struct sample_csv *csv)
{
    const int december = SAMPLE_MONTHS - 1;

    for (size_t i = 0; i < sample->count; i++) {
        const struct sample_client *c = &sample->clients[i];
        const struct sample_stay *stay = sample_stay_at(c, december);

        if (stay && !put_client(csv, c, stay, december))
            return;
    }
}

static const char *outcome(const struct sample_client *c, int service, const struct referral *r)
{
    const int reached = r->plan ? 560 : 340;
    const int left = sample_below(c->key, 0, DRAW_SERVICE_END + (unsigned)service, 1000);

    if (!r->started)
        return "never came";
    if (left < reached)
        return "goal reached";
    return left < reached + 180 ? "going on" : "stopped";
}

static bool put_service(struct sample_csv *csv, const struct sample_client *c, int service,
                        const struct referral *r)
{
    const unsigned offset = (unsigned)service;
    const int day = sample_between(c->key, 1, DRAW_SERVICE_MONTH + offset, 1, 28);
    const int wait = sample_between(c->key, 1, DRAW_SERVICE_START + offset, 4, 50);
    const int first = day - 1 + wait;

    sample_csv_number(csv, (int)csv->rows + 1);
    sample_csv_number(csv, (int)c->id);
    sample_csv_text(csv, service_names[service]);
    sample_csv_date(csv, r->month, day);
    sample_csv_text(csv, how_names[r->how]);
    if (r->started)
        sample_csv_date(csv, r->month + first / 28, 1 + first % 28);
    else
        sample_csv_empty(csv);
    sample_csv_yes_no(csv, r->plan);
    sample_csv_text(csv, outcome(c, service, r));
    return sample_csv_end_row(csv);
}

void sample_rows_services(const struct sample *sample, struct sample_csv *csv)
{
    for (size_t i = 0; i < sample->count; i++) {
        for (int service = 0; service < SERVICE_COUNT; service++) {
            struct referral referral;

            if (find_referral(&sample->clients[i], service, &referral) &&
                !put_service(csv, &sample->clients[i], service, &referral))
                return;
        }
    }
}
