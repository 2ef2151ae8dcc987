/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl handler …`: the register of responsible persons and handlers. Whoever keeps it signs in at a terminal;
 * the register is fetched, what he does is done by the rules of the window, handed in, and answered as the service
 * judged it. */

#include <string.h>

#include "ctl-line.h"
#include "ctl-profile.h"
#include "mado-desk-clerk.h"
#include "mado-handover-book.h"
#include "mado-journal.h"
#include "mado-json-member.h"
#include "mado-person-in-charge.h"

#define ACTIVE "active"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

typedef struct {
  MadoCtlLine line;
  MadoDeskClerk *clerk;
  MadoHandoverBook *book;
} Office;

static void
clear_office (Office *self)
{
  g_clear_pointer (&self->book, mado_handover_book_free);
  g_clear_pointer (&self->clerk, mado_desk_clerk_free);
  mado_ctl_line_clear (&self->line);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Office, clear_office)

/* --- the register as it is ---------------------------------------------------------------------------------------- */

static gboolean
read_book (MadoDatabase *database, gpointer request, GError **error)
{
  Office *self = request;

  g_clear_pointer (&self->book, mado_handover_book_free);
  self->book = mado_handover_book_load (database, self->clerk->programme, &self->clerk->person, error);

  return self->book != NULL;
}

static gboolean
exchange (Office *self, GError **error)
{
  MadoCtlStanding standing = { 0 };

  if (mado_ctl_line_exchange (&self->line, &standing))
    return TRUE;
  g_set_error (error, MADO_OBSTACLE_ERROR, (int) standing.obstacle, "not everything was exchanged: %s",
               mado_obstacle_get_name (standing.obstacle));

  return FALSE;
}

/* Returns: whether the register is here, as the service has it; else the answer says why not */
static gboolean
open_office (Office *self, MadoCtlCall *call, MadoCtlStatus *out_status)
{
  g_autoptr (GError) error = NULL;

  if (!mado_ctl_line_begin (&self->line, call, out_status))
    return FALSE;
  if (exchange (self, &error))
    self->clerk = mado_desk_clerk_new (self->line.desk, mado_instant_now (), &error);
  if (self->clerk != NULL && mado_desk_clerk_read (self->clerk, read_book, self, &error))
    return TRUE;
  *out_status = mado_ctl_door_refuse (call, error);

  return FALSE;
}

static gboolean
is_active (const MadoEntity *person)
{
  return strcmp (mado_entity_get_state (person), ACTIVE) == 0;
}

/* Returns: (transfer none) (nullable): the live entry of an account */
static MadoEntity *
find_person (const Office *self, const char *account)
{
  for (guint i = 0; i < self->book->people->len; i++) {
    MadoEntity *person = g_ptr_array_index (self->book->people, i);

    if (is_active (person) && strcmp (mado_json_get_text (mado_entity_get_body (person), "account"), account) == 0)
      return person;
  }

  return NULL;
}

/* --- list --------------------------------------------------------------------------------------------------------- */

static void
answer_person (MadoCtlCall *call, const MadoEntity *person, const char *today)
{
  static const char *const members[] = { "account", "name", "organisation", "role",     "from",
                                         "to",      "key",  "trained",      "reported", NULL };
  yyjson_val *body = mado_entity_get_body (person);

  json_builder_begin_object (call->answer);
  for (const char *const *member = members; *member != NULL; member++)
    mado_ctl_answer_string (call, *member, mado_json_get_text (body, *member));
  mado_ctl_answer_flag (call, "ended", !is_active (person));
  mado_ctl_answer_flag (call, "counts_today", is_active (person) && mado_person_in_charge_is_in_office (person, today));
  json_builder_end_object (call->answer);
}

static MadoCtlStatus
run_list (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Office) office = { 0 };
  char today[MADO_DATE_ISO_SIZE];

  if (!open_office (&office, call, &status))
    return status;
  mado_date_to_iso (mado_instant_get_japanese_day (mado_instant_now ()), today);
  json_builder_set_member_name (call->answer, "people");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < office.book->people->len; i++)
    answer_person (call, g_ptr_array_index (office.book->people, i), today);
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

/* --- what is done with an entry ----------------------------------------------------------------------------------- */

/* An act, and the options that become members of its body. */
typedef struct {
  const char *kind;
  const char *required[8];
  const char *optional[6];
} Deed;

static const char *
find_missing (const MadoCtlCall *call, const Deed *deed)
{
  for (const char *const *member = deed->required; *member != NULL; member++)
    if (mado_ctl_get_option (call, *member) == NULL)
      return *member;

  return NULL;
}

static void
put (yyjson_mut_doc *doc, yyjson_mut_val *body, const char *member, const char *text)
{
  if (text != NULL)
    yyjson_mut_obj_add_strcpy (doc, body, member, text);
}

static yyjson_mut_val *
write_body (const MadoCtlCall *call, const Deed *deed, gboolean is_new, yyjson_mut_doc *doc)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  if (is_new)
    put (doc, body, "account", mado_ctl_get_argument (call, 1));
  for (const char *const *member = deed->required; *member != NULL; member++)
    put (doc, body, *member, mado_ctl_get_option (call, *member));
  for (const char *const *member = deed->optional; *member != NULL; member++)
    put (doc, body, *member, mado_ctl_get_option (call, *member));

  return body;
}

/* What became of it at the service; until it said so, it was only received. */
typedef struct {
  MadoId operation;
  MadoJournalState state;
  char *code;
} Fate;

static gboolean
read_fate (MadoDatabase *database, gpointer request, GError **error)
{
  Fate *self = request;
  g_autoptr (MadoJournalEntry) entry = NULL;

  if (!mado_journal_find (database, self->operation, &entry, error) || entry == NULL)
    return FALSE;
  self->state = entry->state;
  g_set_str (&self->code, entry->code);

  return TRUE;
}

static gboolean
is_open (const Fate *fate)
{
  return fate->state == MADO_JOURNAL_SAVED || fate->state == MADO_JOURNAL_RECEIVED;
}

static gboolean
await_fate (Office *self, Fate *fate, GError **error)
{
  const gint64 end = g_get_monotonic_time () + self->line.patience * G_TIME_SPAN_SECOND;

  do {
    if (!exchange (self, error) || !mado_desk_clerk_read (self->clerk, read_fate, fate, error))
      return FALSE;
  } while (is_open (fate) && g_get_monotonic_time () < end);

  return TRUE;
}

static MadoCtlStatus
answer_fate (MadoCtlCall *call, MadoJournalState state, const char *code)
{
  mado_ctl_answer_string (call, "outcome", mado_journal_state_get_name (state));
  if (state == MADO_JOURNAL_APPLIED || state == MADO_JOURNAL_CONVERGED)
    return MADO_CTL_OK;
  mado_ctl_answer_string (call, "code", code);

  return mado_ctl_refuse (call, "it was not taken: %s", code != NULL ? code : mado_journal_state_get_name (state));
}

/* What is refused here already does not go to the service. */
static MadoCtlStatus
save (MadoCtlCall *call, Office *office, const MadoDeskWish *wish)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  MadoOperation *operation = mado_desk_clerk_write (office->clerk, wish, &error);
  const MadoOutcome *outcome;
  Fate fate = { 0 };
  MadoCtlStatus status;

  if (operation == NULL)
    return mado_ctl_refuse_with (call, error);
  g_ptr_array_add (operations, operation);
  outcomes = mado_desk_clerk_save (office->clerk, operations, &error);
  if (outcomes == NULL)
    return mado_ctl_refuse_with (call, error);
  outcome = g_ptr_array_index (outcomes, 0);
  if (mado_outcome_is_refused (outcome))
    return answer_fate (call, MADO_JOURNAL_REFUSED, outcome->refusal->code);
  fate.operation = mado_operation_get_header (operation)->id;
  status = await_fate (office, &fate, &error) ? answer_fate (call, fate.state, fate.code)
                                              : mado_ctl_door_refuse (call, error);
  g_free (fate.code);

  return status;
}

static MadoCtlStatus
act (MadoCtlCall *call, Office *office, const Deed *deed, gboolean is_new)
{
  const char *account = mado_ctl_get_argument (call, 1);
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  const MadoEntity *person = is_new ? NULL : find_person (office, account);
  const MadoDeskWish wish = {
    .kind = deed->kind,
    .entity = person != NULL ? mado_entity_get_id (person) : mado_id_draw (),
    .base = person != NULL ? mado_entity_get_version (person) : 0,
    .body = write_body (call, deed, is_new, doc),
  };

  if (!is_new && person == NULL)
    return mado_ctl_refuse (call, "nobody is in the register under the account \"%s\"", account);

  return save (call, office, &wish);
}

static MadoCtlStatus
run_deed (MadoCtlCall *call, const Deed *deed, gboolean is_new)
{
  const char *missing = find_missing (call, deed);
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Office) office = { 0 };

  if (missing != NULL)
    return mado_ctl_wrong_usage (call, "--%s is missing", missing);

  return open_office (&office, call, &status) ? act (call, &office, deed, is_new) : status;
}

static MadoCtlStatus
run_enter (MadoCtlCall *call)
{
  return run_deed (
      call, &(const Deed) { "person.register", { "name", "organisation", "role", "from", "to", "key" }, { NULL } },
      TRUE);
}

static MadoCtlStatus
run_report (MadoCtlCall *call)
{
  return run_deed (call, &(const Deed) { "person.report", { "day" }, { NULL } }, FALSE);
}

static MadoCtlStatus
run_train (MadoCtlCall *call)
{
  return run_deed (call, &(const Deed) { "person.train", { "day" }, { NULL } }, FALSE);
}

static MadoCtlStatus
run_change (MadoCtlCall *call)
{
  return run_deed (
      call, &(const Deed) { "person.change", { "reason" }, { "name", "organisation", "role", "from", "to" } }, FALSE);
}

static MadoCtlStatus
run_key (MadoCtlCall *call)
{
  return run_deed (call, &(const Deed) { "person.change_key", { "key", "reason" }, { NULL } }, FALSE);
}

static MadoCtlStatus
run_end (MadoCtlCall *call)
{
  return run_deed (call, &(const Deed) { "person.end", { "reason" }, { NULL } }, FALSE);
}

/* clang-format off */
#define DAY { "day", "DATE", "when, as 2026-04-01" }
#define REASON { "reason", "TEXT", "why" }
#define ENTRY \
  { "name", "TEXT", "of the person" }, { "organisation", "TEXT", "where the person belongs" }, \
  { "role", "TEXT", "as what: 取扱責任者, 取扱者, …" }, { "from", "DATE", "the first day" }, { "to", "DATE", "the last day" }
#define KEY { "key", "DIGITS", "the public key with which the person signs: 64 or 66 hexadecimal digits" }

const MadoCtlVerb mado_ctl_handler_verbs[] = {
  { "handler", "list", "FILE", 1, 1, "the register of responsible persons and handlers, also who is no longer in it", run_list,
    { MADO_CTL_LINE_OPTIONS } },
  { "handler", "enter", "FILE ACCOUNT", 2, 2, "enter somebody in the register; it counts once it was reported to the ward", run_enter,
    { MADO_CTL_LINE_OPTIONS, ENTRY, KEY } },
  { "handler", "report", "FILE ACCOUNT", 2, 2, "note that an entry was reported to the ward", run_report,
    { MADO_CTL_LINE_OPTIONS, DAY } },
  { "handler", "train", "FILE ACCOUNT", 2, 2, "note a training", run_train, { MADO_CTL_LINE_OPTIONS, DAY } },
  { "handler", "change", "FILE ACCOUNT", 2, 2, "change an entry; it has to be reported anew", run_change,
    { MADO_CTL_LINE_OPTIONS, ENTRY, REASON } },
  { "handler", "key", "FILE ACCOUNT", 2, 2, "enter another key of somebody, with which he signs from then on", run_key,
    { MADO_CTL_LINE_OPTIONS, KEY, REASON } },
  { "handler", "end", "FILE ACCOUNT", 2, 2, "end an entry: the person works with the data no more", run_end,
    { MADO_CTL_LINE_OPTIONS, REASON } },
  {},
};
/* clang-format on */
