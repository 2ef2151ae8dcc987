/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl audit …`: the logs of a ward, looked through beside the service that writes them, or in a backup. */

#include <string.h>

#include "ctl-packet.h"
#include "ctl-service.h"
#include "mado-audit-check.h"
#include "mado-audit-report.h"
#include "mado-audit-sign-off.h"
#include "mado-audit-walk.h"
#include "mado-backend-sqlcipher.h"
#include "mado-hex.h"
#include "mado-office-visit.h"
#include "mado-service-papers.h"
#include "mado-signed-heads.h"
#include "mado-ward-directory.h"
#include "mado-ward-loss.h"
#include "mado-ward-pledge.h"

#define KEY_SIZE 32

/* --- the ward ---------------------------------------------------------------------------------------------------- */

static MadoSecret *
load_key (const char *path, GError **error)
{
  g_autoptr (MadoSecret) key = mado_secret_new (KEY_SIZE);
  gboolean is_key;
  char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  is_key = mado_hex_to_bytes (g_strchomp (text), mado_secret_get_bytes (key), KEY_SIZE, error);
  mado_secret_free (mado_secret_new_wiping (text, length)); /* which wipes it */
  g_free (text);

  return is_key ? g_steal_pointer (&key) : NULL;
}

/* A ward's file that lies anywhere, with its key beside it. */
static MadoBackend *
open_file (MadoCtlCall *call, GError **error)
{
  const MadoDatabasePlace place = { .path = mado_ctl_get_argument (call, 0) };
  g_autoptr (MadoSecret) key = load_key (mado_ctl_get_option (call, "key"), error);

  return key != NULL ? mado_backend_sqlcipher_open (&place, key, MADO_BACKEND_READ, error) : NULL;
}

/* What is known of a ward beside what is in it. */
typedef struct {
  MadoAuditRules rules;
  MadoWardPledge *pledge;   /* (nullable): it is no ward of the service */
  char *loss;               /* (nullable): where it is written down what its logs had lost */
  char *heads;              /* (nullable): where it is signed where its logs ended */
  MadoAuthority *authority; /* (nullable): who has signed that */
  gint64 n_signed;          /* how often, as far as the office knows */
} Ground;

static void
clear_ground (Ground *self)
{
  g_clear_pointer (&self->pledge, mado_ward_pledge_free);
  g_clear_pointer (&self->loss, g_free);
  g_clear_pointer (&self->heads, g_free);
  g_clear_pointer (&self->authority, mado_authority_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ground, clear_ground)

/* Whoever may not read the authority's key looks through the logs all the same. */
static void
find_heads (MadoCtlCall *call, const MadoServiceSettings *settings, Ground *out_ground)
{
  const char *copy = mado_ctl_get_option (call, "heads");
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();

  out_ground->authority = mado_service_papers_load_authority (settings, faults);
  out_ground->heads =
      copy != NULL ? g_strdup (copy) : mado_signed_heads_dup_path (settings->folder, mado_ctl_get_argument (call, 0));
}

/* Apart from what was signed. */
static gboolean
find_tally (MadoCtlCall *call,
            const MadoServiceSettings *settings,
            const MadoSecret *secret,
            Ground *out_ground,
            GError **error)
{
  g_auto (MadoOfficeVisit) office = { 0 };

  return mado_office_visit_begin (&office, settings, secret, MADO_BACKEND_READ, error) &&
         mado_signed_heads_load_tally (office.backend, mado_ctl_get_argument (call, 0), &out_ground->n_signed, error);
}

/* A ward of the service. */
static MadoWardPlace *
find_place (MadoCtlCall *call, Ground *out_ground, GError **error)
{
  g_autoptr (MadoServiceSettings) settings = NULL;
  g_autoptr (MadoSecret) secret = NULL;
  g_autofree char *pledge = NULL;

  if (!mado_ctl_load_service (call, &settings, &secret, error))
    return NULL;
  pledge = mado_ward_pledge_dup_path (settings->folder, mado_ctl_get_argument (call, 0));
  out_ground->rules = settings->audit;
  out_ground->pledge = mado_ward_pledge_open (pledge);
  out_ground->loss = mado_ward_loss_dup_path (settings->folder, mado_ctl_get_argument (call, 0));
  find_heads (call, settings, out_ground);

  return find_tally (call, settings, secret, out_ground, error)
             ? mado_ward_directory_find (settings, mado_ctl_get_argument (call, 0), secret, error)
             : NULL;
}

typedef MadoCtlStatus (*LookThrough) (MadoCtlCall *call, MadoBackend *backend, const Ground *ground, GError **error);

static MadoCtlStatus
look_through (MadoCtlCall *call, LookThrough look)
{
  const gboolean is_file = mado_ctl_get_option (call, "key") != NULL;
  g_auto (Ground) ground = { .rules = { MADO_AUDIT_OPENS, MADO_AUDIT_CLOSES, MADO_AUDIT_MASS_READS } };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWardPlace) place = is_file ? NULL : find_place (call, &ground, &error);
  g_autoptr (MadoBackend) backend = is_file         ? open_file (call, &error)
                                    : place != NULL ? mado_ward_place_open (place, MADO_BACKEND_READ, &error)
                                                    : NULL;
  g_autoptr (MadoTurn) turn = backend != NULL ? mado_turn_begin (backend, MADO_BACKEND_READ, &error) : NULL;
  MadoCtlStatus status = turn != NULL ? look (call, backend, &ground, &error) : MADO_CTL_REFUSED;

  return error != NULL ? mado_ctl_refuse (call, "%s", error->message) : status;
}

static void
add_text (JsonBuilder *answer, const char *name, const char *text)
{
  json_builder_set_member_name (answer, name);
  json_builder_add_string_value (answer, text);
}

static void
add_number (JsonBuilder *answer, const char *name, gint64 number)
{
  json_builder_set_member_name (answer, name);
  json_builder_add_int_value (answer, number);
}

/* --- verify ------------------------------------------------------------------------------------------------------ */

static void
answer_check (JsonBuilder *answer, const MadoAuditCheck *check)
{
  g_autofree char *head = mado_hash_to_hex (&check->head.chain);

  json_builder_begin_object (answer);
  add_text (answer, "stream", check->stream);
  add_number (answer, "entries", check->n_entries);
  add_number (answer, "without_payload", check->n_erased);
  add_text (answer, "head", head);
  if (check->bad != 0) {
    add_number (answer, "first_bad", check->bad);
    add_text (answer, "fault", check->fault);
  }
  json_builder_end_object (answer);
}

static MadoAuditCheck *
find_check (GPtrArray *checks, const char *stream)
{
  MadoAuditCheck *check;

  for (guint i = 0; i < checks->len; i++)
    if (strcmp (((MadoAuditCheck *) g_ptr_array_index (checks, i))->stream, stream) == 0)
      return g_ptr_array_index (checks, i);
  check = g_new0 (MadoAuditCheck, 1); /* all of it is gone */
  check->stream = g_strdup (stream);
  g_ptr_array_add (checks, check);

  return check;
}

/* A log that is whole by itself may be another than the one that was acknowledged. */
static gboolean
hold_against_pledge (GPtrArray *checks, const MadoWardPledge *pledge, MadoBackend *backend, GError **error)
{
  g_autoptr (GArray) breaches = mado_ward_pledge_find_breaches (pledge, backend, error);

  for (guint i = 0; breaches != NULL && i < breaches->len; i++) {
    const MadoPledgeBreach *breach = &g_array_index (breaches, MadoPledgeBreach, i);
    MadoAuditCheck *check = find_check (checks, breach->stream);

    if (check->bad != 0)
      continue;
    check->bad = MIN (breach->head + 1, breach->pledged);
    check->fault = mado_pledge_breach_describe (breach);
  }

  return breaches != NULL;
}

static void
answer_loss (JsonBuilder *answer, const MadoWardLoss *loss)
{
  const MadoPledgeBreach breach = { loss->stream, loss->pledged, loss->head };
  g_autofree char *fault = mado_pledge_breach_describe (&breach);
  char at[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (loss->found, at);
  json_builder_begin_object (answer);
  add_text (answer, "stream", loss->stream);
  add_text (answer, "found", at);
  add_text (answer, "fault", fault);
  if (loss->by != NULL) {
    mado_instant_to_iso (loss->seen, at);
    add_text (answer, "seen", at);
    add_text (answer, "by", loss->by);
  }
  json_builder_end_object (answer);
}

/* What was lost may have come back long ago; that it was is said until a person has looked at it. */
static gboolean
answer_losses (JsonBuilder *answer, const Ground *ground, gboolean *holds, GError **error)
{
  g_autoptr (GPtrArray) losses = ground->loss != NULL ? mado_ward_loss_load (ground->loss, error) : NULL;

  if (ground->loss == NULL || (losses != NULL && losses->len == 0))
    return TRUE;
  json_builder_set_member_name (answer, "losses");
  json_builder_begin_array (answer);
  for (guint i = 0; losses != NULL && i < losses->len; i++) {
    const MadoWardLoss *loss = g_ptr_array_index (losses, i);

    answer_loss (answer, loss);
    *holds = *holds && loss->by != NULL;
  }
  json_builder_end_array (answer);

  return losses != NULL;
}

static void
answer_signed (JsonBuilder *answer, const MadoSignedHeads *heads)
{
  char at[MADO_INSTANT_ISO_SIZE];

  json_builder_set_member_name (answer, "signed");
  json_builder_begin_object (answer);
  add_number (answer, "lines", heads->n_lines);
  add_number (answer, "heads", heads->n_heads);
  add_number (answer, "before_restores", heads->n_left);
  add_number (answer, "torn", heads->n_torn);
  if (mado_instant_is_valid (heads->last)) {
    mado_instant_to_iso (heads->last, at);
    add_text (answer, "last", at);
  }
  if (heads->fault != NULL)
    add_text (answer, "fault", heads->fault);
  else if (heads->n_lines == 0)
    add_text (answer, "note", "nothing is signed yet: only the chains and what was acknowledged were looked at");
  json_builder_end_object (answer);
}

/* Whoever names a copy is not told that all is well where nothing was held against it. */
static gboolean
refuse_copy (const char *copy, const char *why, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "cannot hold the logs against \"%s\": %s", copy, why);

  return FALSE;
}

/* A history that was rewritten as a whole holds in itself, but not what was signed before. */
static gboolean
hold_against_heads (MadoCtlCall *call, const Ground *ground, MadoBackend *backend, gboolean *out_holds, GError **error)
{
  g_auto (MadoSignedHeads) heads = { 0 };
  const char *copy = mado_ctl_get_option (call, "heads");
  g_autoptr (GPtrArray) losses = NULL;

  if (ground->heads == NULL || ground->authority == NULL)
    return copy == NULL || refuse_copy (copy, "the key that signed it is not here, or may not be read", error);
  losses = mado_ward_loss_load (ground->loss, error);
  if (losses == NULL || !mado_signed_heads_check (ground->heads, mado_ctl_get_argument (call, 0), ground->authority,
                                                  losses, backend, &heads, error))
    return FALSE;
  if (copy != NULL && heads.n_lines == 0 && heads.fault == NULL)
    return refuse_copy (copy, "there is no such file, or no signed line in it", error);
  if (copy == NULL) /* which may be of yesterday */
    mado_signed_heads_hold_against_tally (&heads, ground->n_signed);
  answer_signed (call->answer, &heads);
  *out_holds = *out_holds && heads.fault == NULL;

  return TRUE;
}

static MadoCtlStatus
verify (MadoCtlCall *call, MadoBackend *backend, const Ground *ground, GError **error)
{
  g_autoptr (GPtrArray) checks = mado_audit_check_all (backend, error);
  gboolean holds = TRUE;

  if (checks == NULL || (ground->pledge != NULL && !hold_against_pledge (checks, ground->pledge, backend, error)))
    return MADO_CTL_REFUSED;
  json_builder_set_member_name (call->answer, "streams");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < checks->len; i++) {
    const MadoAuditCheck *check = g_ptr_array_index (checks, i);

    answer_check (call->answer, check);
    holds = holds && check->bad == 0;
  }
  json_builder_end_array (call->answer);
  if (!answer_losses (call->answer, ground, &holds, error) ||
      !hold_against_heads (call, ground, backend, &holds, error))
    return MADO_CTL_REFUSED;
  mado_ctl_answer_string (call, "holds", holds ? "1" : "0");

  return holds ? MADO_CTL_OK : MADO_CTL_REFUSED;
}

static MadoCtlStatus
run_verify (MadoCtlCall *call)
{
  return look_through (call, verify);
}

/* --- acknowledge ------------------------------------------------------------------------------------------------- */

static MadoCtlStatus
acknowledge (MadoCtlCall *call, const char *path, const char *by)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (!mado_ward_loss_acknowledge (path, by, mado_instant_now (), &n, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  mado_ctl_answer_number (call, "acknowledged", n);

  return MADO_CTL_OK;
}

/* The ward need not be there, nor whole. */
static MadoCtlStatus
run_acknowledge (MadoCtlCall *call)
{
  const char *by = mado_ctl_get_option (call, "by");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoServiceSettings) settings = NULL;
  g_autoptr (MadoSecret) secret = NULL;
  g_autofree char *path = NULL;

  if (by == NULL || by[0] == '\0')
    return mado_ctl_wrong_usage (call, "--by is missing: who has looked at it");
  if (!mado_ctl_load_service (call, &settings, &secret, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  path = mado_ward_loss_dup_path (settings->folder, mado_ctl_get_argument (call, 0));

  return acknowledge (call, path, by);
}

/* --- show -------------------------------------------------------------------------------------------------------- */

/* What is asked for. */
typedef struct {
  JsonBuilder *answer;
  const char *stream;  /* (nullable): of all */
  const char *account; /* (nullable): of anybody */
} Search;

static gboolean
is_asked_for (const Search *search, const char *stream, const MadoLogHeader *header)
{
  return (search->stream == NULL || strcmp (search->stream, stream) == 0) &&
         (search->account == NULL || strcmp (search->account, header->actor) == 0);
}

static void
answer_entry (JsonBuilder *answer, const char *stream, const MadoLogHeader *header)
{
  char at[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (header->at, at);
  json_builder_begin_object (answer);
  add_text (answer, "stream", stream);
  add_number (answer, "seq", header->seq);
  add_text (answer, "at", at);
  add_text (answer, "kind", header->kind);
  add_text (answer, "account", header->actor);
  add_text (answer, "terminal", header->terminal);
  add_text (answer, "outcome", mado_outcome_kind_get_name (header->outcome));
  if (header->code != NULL)
    add_text (answer, "code", header->code);
  json_builder_end_object (answer);
}

static gboolean
show_entry (gpointer user_data, const char *stream, const MadoStoredEntry *entry, GError **error)
{
  const Search *search = user_data;
  g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, error);

  if (text != NULL && is_asked_for (search, stream, mado_log_text_get_header (text)))
    answer_entry (search->answer, stream, mado_log_text_get_header (text));

  return text != NULL;
}

static MadoCtlStatus
show (MadoCtlCall *call, MadoBackend *backend, G_GNUC_UNUSED const Ground *ground, GError **error)
{
  Search search = { call->answer, mado_ctl_get_option (call, "stream"), mado_ctl_get_option (call, "account") };
  gboolean is_shown;

  json_builder_set_member_name (call->answer, "entries");
  json_builder_begin_array (call->answer);
  is_shown = mado_audit_walk (backend, show_entry, &search, error);
  json_builder_end_array (call->answer);

  return is_shown ? MADO_CTL_OK : MADO_CTL_REFUSED;
}

static MadoCtlStatus
run_show (MadoCtlCall *call)
{
  return look_through (call, show);
}

/* --- reads ------------------------------------------------------------------------------------------------------- */

/* Whose looks are asked for, and at whom. */
typedef struct {
  JsonBuilder *answer;
  const char *account; /* (nullable): anybody's */
  const char *entity;  /* (nullable): at anybody */
} Looks;

static void
answer_look (JsonBuilder *answer, const MadoStoredRead *read, const char *entity)
{
  char at[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (read->at, at);
  json_builder_begin_object (answer);
  add_text (answer, "at", at);
  add_text (answer, "account", read->account);
  add_text (answer, "terminal", read->terminal);
  add_text (answer, "entity", entity);
  add_text (answer, "reason", read->reason);
  json_builder_end_object (answer);
}

static void
show_look (gpointer user_data, const MadoStoredRead *read)
{
  const Looks *looks = user_data;
  char entity[MADO_ID_TEXT_SIZE];

  mado_id_to_text (read->entity, entity);
  if ((looks->account == NULL || strcmp (looks->account, read->account) == 0) &&
      (looks->entity == NULL || strcmp (looks->entity, entity) == 0))
    answer_look (looks->answer, read, entity);
}

static MadoCtlStatus
show_looks (MadoCtlCall *call, MadoBackend *backend, G_GNUC_UNUSED const Ground *ground, GError **error)
{
  Looks looks = { call->answer, mado_ctl_get_option (call, "account"), mado_ctl_get_option (call, "entity") };
  gboolean is_shown;

  json_builder_set_member_name (call->answer, "reads");
  json_builder_begin_array (call->answer);
  is_shown = mado_audit_walk_reads (backend, show_look, &looks, error);
  json_builder_end_array (call->answer);

  return is_shown ? MADO_CTL_OK : MADO_CTL_REFUSED;
}

static MadoCtlStatus
run_reads (MadoCtlCall *call)
{
  return look_through (call, show_looks);
}

/* --- export ------------------------------------------------------------------------------------------------------ */

static char *
dup_bytes (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
export_entry (gpointer user_data, const char *stream, const MadoStoredEntry *entry, GError **error)
{
  JsonBuilder *answer = user_data;
  g_autofree char *header = dup_bytes (entry->header);
  g_autofree char *payload = mado_hash_to_hex (&entry->payload_hash);
  g_autofree char *leaf = mado_hash_to_hex (&entry->leaf);
  g_autofree char *chain = mado_hash_to_hex (&entry->chain);

  json_builder_begin_object (answer);
  add_text (answer, "stream", stream);
  add_text (answer, "header", header);
  add_text (answer, "payload_hash", payload);
  add_text (answer, "leaf", leaf);
  add_text (answer, "chain", chain);
  json_builder_end_object (answer);

  return TRUE;
}

/* Without payloads: whoever has it can follow the chain, and learns nothing of anybody's case. */
static MadoCtlStatus export (MadoCtlCall *call,
                             MadoBackend *backend,
                             G_GNUC_UNUSED const Ground *ground,
                             GError **error)
{
  gboolean is_written;

  json_builder_set_member_name (call->answer, "entries");
  json_builder_begin_array (call->answer);
  is_written = mado_audit_walk (backend, export_entry, call->answer, error);
  json_builder_end_array (call->answer);

  return is_written ? MADO_CTL_OK : MADO_CTL_REFUSED;
}

static MadoCtlStatus
run_export (MadoCtlCall *call)
{
  return look_through (call, export);
}

/* --- ledger ------------------------------------------------------------------------------------------------------ */

/* What is taken out of a log. */
typedef struct {
  const char *stream;
  GString *lines;
  gint64 n_steps;
  gint64 n_erased; /* steps whose operation is no more */
} Ledger;

static gboolean
is_step (const MadoLogHeader *header)
{
  return g_str_has_prefix (header->kind, "handover.") && header->outcome != MADO_OUTCOME_REFUSED &&
         header->outcome != MADO_OUTCOME_QUARANTINED;
}

static gboolean
take_step (gpointer user_data, const char *stream, const MadoStoredEntry *entry, GError **error)
{
  Ledger *ledger = user_data;
  g_autoptr (MadoLogText) text = NULL;

  if (strcmp (stream, ledger->stream) != 0)
    return TRUE;
  text = mado_log_text_read (entry->header, error);
  if (text == NULL)
    return FALSE;
  if (!is_step (mado_log_text_get_header (text)))
    return TRUE;
  if (entry->payload == NULL) {
    ledger->n_erased++;
    return TRUE;
  }
  g_string_append_len (ledger->lines, g_bytes_get_data (entry->payload, NULL),
                       (gssize) g_bytes_get_size (entry->payload));
  g_string_append_c (ledger->lines, '\n');
  ledger->n_steps++;

  return TRUE;
}

/* Only the steps that were done, as they were signed: `ledger export` makes of them what proves itself. */
static MadoCtlStatus
write_ledger (MadoCtlCall *call, MadoBackend *backend, G_GNUC_UNUSED const Ground *ground, GError **error)
{
  Ledger ledger = { mado_ctl_get_option (call, "stream"), g_string_new (NULL), 0, 0 };
  const gboolean was_read = mado_audit_walk (backend, take_step, &ledger, error);
  g_autoptr (GBytes) lines = g_string_free_to_bytes (ledger.lines);

  if (!was_read || !mado_ctl_packet_save (mado_ctl_get_option (call, "out"), lines, error))
    return MADO_CTL_REFUSED;
  mado_ctl_answer_string (call, "file", mado_ctl_get_option (call, "out"));
  mado_ctl_answer_number (call, "steps", ledger.n_steps);
  mado_ctl_answer_number (call, "without_payload", ledger.n_erased);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_ledger (MadoCtlCall *call)
{
  static const char *const needed[] = { "stream", "out", NULL };
  const char *missing = mado_ctl_packet_find_missing (call, needed);

  return missing != NULL ? mado_ctl_wrong_usage (call, "--%s is missing", missing) : look_through (call, write_ledger);
}

/* --- report ------------------------------------------------------------------------------------------------------ */

static void
answer_line (JsonBuilder *answer, const MadoAuditLine *line)
{
  json_builder_begin_object (answer);
  add_text (answer, "concern", line->concern);
  add_text (answer, "day", line->day);
  add_text (answer, "account", line->account);
  add_text (answer, "terminal", line->terminal);
  add_number (answer, "count", line->count);
  json_builder_end_object (answer);
}

/* By which somebody signed off just what is shown here; others looked at what the logs said then. */
static gboolean
answer_sign_offs (MadoCtlCall *call, const GArray *sign_offs, const MadoHash *hash)
{
  gboolean is_signed_off = FALSE;

  json_builder_set_member_name (call->answer, "sign_offs");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < sign_offs->len; i++) {
    const MadoAuditSignOff *sign_off = &g_array_index (sign_offs, MadoAuditSignOff, i);
    g_autofree char *digest = mado_hash_to_hex (&sign_off->report);
    char at[MADO_INSTANT_ISO_SIZE];

    mado_instant_to_iso (sign_off->at, at);
    json_builder_begin_object (call->answer);
    add_text (call->answer, "account", sign_off->account);
    add_text (call->answer, "at", at);
    add_text (call->answer, "digest", digest);
    json_builder_end_object (call->answer);
    is_signed_off = is_signed_off || mado_hash_equals (&sign_off->report, hash);
  }
  json_builder_end_array (call->answer);

  return is_signed_off;
}

static MadoCtlStatus
answer_report (MadoCtlCall *call,
               const GArray *lines,
               const GArray *sign_offs,
               const MadoAuditPeriod *period,
               const MadoAuditRules *rules)
{
  const MadoHash hash = mado_audit_report_hash (lines, period, rules);
  g_autofree char *digest = mado_hash_to_hex (&hash);

  json_builder_set_member_name (call->answer, "lines");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < lines->len; i++)
    answer_line (call->answer, &g_array_index (lines, MadoAuditLine, i));
  json_builder_end_array (call->answer);
  mado_ctl_answer_string (call, "digest", digest);
  mado_ctl_answer_string (call, "signed_off", answer_sign_offs (call, sign_offs, &hash) ? "1" : "0");

  return MADO_CTL_OK;
}

static MadoCtlStatus
report (MadoCtlCall *call, MadoBackend *backend, const Ground *ground, GError **error)
{
  const MadoAuditPeriod period = { mado_date_from_iso (mado_ctl_get_argument (call, 1)),
                                   mado_date_from_iso (mado_ctl_get_argument (call, 2)) };
  g_autoptr (GArray) lines = NULL;
  g_autoptr (GArray) sign_offs = NULL;

  if (!mado_date_is_valid (period.from) || !mado_date_is_valid (period.until))
    return mado_ctl_wrong_usage (call, "a day is written like 2025-05-01");
  lines = mado_audit_report (backend, &period, &ground->rules, error);
  sign_offs = lines != NULL ? mado_audit_sign_offs_list (backend, &period, error) : NULL;

  return sign_offs != NULL ? answer_report (call, lines, sign_offs, &period, &ground->rules) : MADO_CTL_REFUSED;
}

static MadoCtlStatus
run_report (MadoCtlCall *call)
{
  return look_through (call, report);
}

#define KEY_OPTION { "key", "FILE", "WARD is a file, and this one has its key in hexadecimal digits: a copy, a backup" }

/* clang-format off */
const MadoCtlVerb mado_ctl_audit_verbs[] = {
  { "audit", "acknowledge", "WARD", 1, 1, "say that somebody has looked at what the logs had lost: until then `audit verify` does not hold",
    run_acknowledge, { MADO_CTL_SERVICE_OPTION, { "by", "NAME", "who has" } } },
  { "audit", "export", "WARD", 1, 1, "all headers with their hashes, for whoever checks the chain elsewhere", run_export,
    { MADO_CTL_SERVICE_OPTION, KEY_OPTION } },
  { "audit", "ledger", "WARD", 1, 1, "the steps of hand-overs as they were signed, one a line, for `ledger export`", run_ledger,
    { MADO_CTL_SERVICE_OPTION, KEY_OPTION, { "stream", "NAME", "of this log, as shinjuku/ninpu-r7" },
      { "out", "FILE", "where it goes" } } },
  { "audit", "reads", "WARD", 1, 1, "who looked at whose record, when and why", run_reads,
    { MADO_CTL_SERVICE_OPTION, KEY_OPTION, { "account", "NAME", "by this account alone" },
      { "entity", "ID", "at this record alone, a case or what else is in a log" } } },
  { "audit", "report", "WARD FROM UNTIL", 3, 3, "what is to be looked at: out of hours, failures, exports, mass reads; and who signed it off",
    run_report, { MADO_CTL_SERVICE_OPTION, KEY_OPTION } },
  { "audit", "show", "WARD", 1, 1, "the entries of the logs, without what they did", run_show,
    { MADO_CTL_SERVICE_OPTION, KEY_OPTION, { "stream", "NAME", "of this log alone" },
      { "account", "NAME", "of this account alone" } } },
  { "audit", "verify", "WARD", 1, 1, "compute the chains of all logs again, and name the first entry that fails",
    run_verify, { MADO_CTL_SERVICE_OPTION, KEY_OPTION,
      { "heads", "FILE", "a copy of WARD.heads that was kept where nobody writes twice: the logs have to fit it" } } },
  {},
};
/* clang-format on */
