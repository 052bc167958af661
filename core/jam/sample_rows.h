/* Inside the sample data: the rows of each data file, and their header lines. */
#ifndef DATAJAM_JAM_SAMPLE_ROWS_H
#define DATAJAM_JAM_SAMPLE_ROWS_H

#include <stddef.h>

#include "core/jam/sample_csv.h"
#include "core/jam/sample_model.h"

struct sample {
    size_t count;
    struct sample_client *clients; /* by case number */
};

/* sample_caseload.c */
#define SAMPLE_CASELOAD_HEADER                                                                     \
    "case_id,client_id,month,office,age,sex,case_type,children,education,months,housing,"          \
    "earnings,agreement,agreement_until,additional_benefits,referral,postal_code,note"
#define SAMPLE_CLOSURES_HEADER                                                                     \
    "case_id,client_id,office,case_type,age,opened_on,closed_on,months,reason"
void sample_rows_caseload(const struct sample *sample, struct sample_csv *csv);
void sample_rows_caseload_2019(const struct sample *sample, struct sample_csv *csv);
void sample_rows_closures(const struct sample *sample, struct sample_csv *csv);

/* sample_participation.c */
#define SAMPLE_PARTICIPATION_HEADER                                                                \
    "client_id,month,office,age,sex,case_type,youngest_child,education,months,agreement,"          \
    "activity,hours,appointments,missed,transport_problem,started_work,note"
#define SAMPLE_REFERRALS_HEADER                                                                    \
    "referral_id,client_id,office,made_on,referred_to,started_on,ended_on,outcome"
void sample_rows_participation(const struct sample *sample, struct sample_csv *csv);
void sample_rows_referrals(const struct sample *sample, struct sample_csv *csv);

/* What someone is referred to in a month, or "". */
const char *sample_referral(const struct sample_client *client, const struct sample_stay *stay,
                            int month);

/* sample_payments.c */
#define SAMPLE_PAYMENTS_HEADER                                                                     \
    "request_id,client_id,month,office,case_type,children,kind,requested_on,decided_on,"           \
    "days_to_decide,decision,amount"
#define SAMPLE_COHORT_HEADER                                                                       \
    "client_id,office,age,sex,case_type,children,months,housing,agreement,"                        \
    "benefits_jan_to_mar,transport_jan_to_mar,on_assistance_in_december,left_for_work"
void sample_rows_payments(const struct sample *sample, struct sample_csv *csv);
void sample_rows_cohort(const struct sample *sample, struct sample_csv *csv);

/* sample_services.c */
#define SAMPLE_CLIENTS_HEADER                                                                      \
    "client_id,office,age,case_type,months,housing,health,debt,language,child_care,"               \
    "transport,unstable_housing,services_used,joint_plan"
#define SAMPLE_SERVICES_HEADER                                                                     \
    "record,client_no,service,referred_on,referred_by,first_visit,joint_plan,outcome"
void sample_rows_clients(const struct sample *sample, struct sample_csv *csv);
void sample_rows_services(const struct sample *sample, struct sample_csv *csv);

#endif
