/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "mado-bank-master.h"
#include "mado-finding.h"

G_BEGIN_DECLS

/* What scripts lean on: exit status, and one JSON object on standard output with --json. */
typedef enum {
  MADO_CTL_OK = 0,      /* done */
  MADO_CTL_REFUSED = 1, /* the input was refused; the answer says why, in full */
  MADO_CTL_USAGE = 2,   /* the command line is wrong */
} MadoCtlStatus;

#define MADO_CTL_MAX_OPTIONS 24

typedef struct {
  const char *name;  /* without the dashes */
  const char *value; /* what follows it, as the usage names it; NULL: a flag */
  const char *help;
} MadoCtlOption;

typedef struct _MadoCtlCall MadoCtlCall;

/* One verb: `madoguchi-ctl NOUN VERB [options] arguments`. */
typedef struct {
  const char *noun;
  const char *verb;
  const char *arguments; /* as the usage shows them, optional ones in brackets */
  int min_arguments;
  int max_arguments; /* -1: any number */
  const char *help;
  MadoCtlStatus (*run) (MadoCtlCall *call);
  MadoCtlOption options[MADO_CTL_MAX_OPTIONS]; /* ends with an empty one */
} MadoCtlVerb;

struct _MadoCtlCall {
  const MadoCtlVerb *verb;
  GStrv arguments; /* what stands after the verb, without options */
  int n_arguments;
  GHashTable *options;  /* name → (element-type utf8): its values, in order ("" for a flag); ends with NULL */
  JsonBuilder *answer;  /* inside the one object that is the answer */
  gboolean json;        /* the answer is to be JSON */
  gboolean is_answered; /* the verb wrote the whole answer itself */
  gboolean silent;      /* the verb wrote its own bytes to standard output: no answer unless --json */
};

/* Each file of this folder that has verbs offers them as a table that ends with an empty row. */
extern const MadoCtlVerb mado_ctl_account_desk_verbs[];
extern const MadoCtlVerb mado_ctl_account_verbs[];
extern const MadoCtlVerb mado_ctl_audit_verbs[];
extern const MadoCtlVerb mado_ctl_bank_verbs[];
extern const MadoCtlVerb mado_ctl_date_verbs[];
extern const MadoCtlVerb mado_ctl_form_verbs[];
extern const MadoCtlVerb mado_ctl_handler_verbs[];
extern const MadoCtlVerb mado_ctl_handover_erase_verbs[];
extern const MadoCtlVerb mado_ctl_handover_sign_verbs[];
extern const MadoCtlVerb mado_ctl_handover_verbs[];
extern const MadoCtlVerb mado_ctl_intake_verbs[];
extern const MadoCtlVerb mado_ctl_keep_verbs[];
extern const MadoCtlVerb mado_ctl_ledger_verbs[];
extern const MadoCtlVerb mado_ctl_inquiry_verbs[];
extern const MadoCtlVerb mado_ctl_letter_run_verbs[];
extern const MadoCtlVerb mado_ctl_letter_verbs[];
extern const MadoCtlVerb mado_ctl_lists_verbs[];
extern const MadoCtlVerb mado_ctl_migrate_verbs[];
extern const MadoCtlVerb mado_ctl_my_number_verbs[];
extern const MadoCtlVerb mado_ctl_name_verbs[];
extern const MadoCtlVerb mado_ctl_packet_verbs[];
extern const MadoCtlVerb mado_ctl_payment_answer_verbs[];
extern const MadoCtlVerb mado_ctl_payment_earlier_verbs[];
extern const MadoCtlVerb mado_ctl_payment_file_verbs[];
extern const MadoCtlVerb mado_ctl_payment_recovery_verbs[];
extern const MadoCtlVerb mado_ctl_payment_verbs[];
extern const MadoCtlVerb mado_ctl_postal_verbs[];
extern const MadoCtlVerb mado_ctl_practice_verbs[];
extern const MadoCtlVerb mado_ctl_programme_verbs[];
extern const MadoCtlVerb mado_ctl_publish_verbs[];
extern const MadoCtlVerb mado_ctl_run_act_verbs[];
extern const MadoCtlVerb mado_ctl_run_paper_verbs[];
extern const MadoCtlVerb mado_ctl_run_verbs[];
extern const MadoCtlVerb mado_ctl_saying_verbs[];
extern const MadoCtlVerb mado_ctl_template_verbs[];
extern const MadoCtlVerb mado_ctl_service_verbs[];
extern const MadoCtlVerb mado_ctl_store_verbs[];
extern const MadoCtlVerb mado_ctl_sync_verbs[];
extern const MadoCtlVerb mado_ctl_terminal_verbs[];
extern const MadoCtlVerb mado_ctl_unsent_verbs[];
extern const MadoCtlVerb mado_ctl_unsent_take_verbs[];
extern const MadoCtlVerb mado_ctl_text_verbs[];
extern const MadoCtlVerb mado_ctl_yucho_verbs[];
extern const MadoCtlVerb mado_ctl_zengin_verbs[];

const char *mado_ctl_get_argument (const MadoCtlCall *call, int index);
const char *mado_ctl_get_option (const MadoCtlCall *call, const char *name);
const char *const *mado_ctl_get_options (const MadoCtlCall *call, const char *name);
MadoBankMaster *mado_ctl_open_master (MadoCtlCall *call, const char *path) G_GNUC_WARN_UNUSED_RESULT;
void mado_ctl_answer_number (MadoCtlCall *call, const char *key, gint64 number);
void mado_ctl_answer_flag (MadoCtlCall *call, const char *key, gboolean flag);
void mado_ctl_answer_string (MadoCtlCall *call, const char *key, const char *value);
void mado_ctl_answer_findings (MadoCtlCall *call, const char *key, const MadoFindings *findings);
void mado_ctl_print_open (JsonBuilder *object);
MadoCtlStatus mado_ctl_refuse (MadoCtlCall *call, const char *format, ...) G_GNUC_PRINTF (2, 3);
MadoCtlStatus mado_ctl_wrong_usage (MadoCtlCall *call, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
