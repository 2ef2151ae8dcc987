/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever changes a log is found out, and what has to be looked at is found. */

#include "door-sample.h"

#include <glib/gstdio.h>
#include <string.h>

#include "mado-audit-pages.h"
#include "mado-audit-report.h"
#include "mado-audit-sign-off.h"

static const char *ctl; /* (nullable): madoguchi-ctl */

/* --- a hand in the log ------------------------------------------------------------------------------------------- */

typedef enum {
  TAMPER_NOT,
  TAMPER_HEADER,
  TAMPER_PAYLOAD,
  TAMPER_CHAIN,
  TAMPER_OPERATION,
  TAMPER_ENTITY,
  TAMPER_DROP,
  TAMPER_CUT, /* this one and all after it */
} Tamper;

static const MadoBackendType *real_type;
static Tamper tamper;
static gint64 tamper_seq;

static void
replace_bytes (GBytes **bytes, const char *from, const char *to)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (*bytes, NULL), g_bytes_get_size (*bytes));
  GString *changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  g_bytes_unref (*bytes);
  *bytes = g_string_free_to_bytes (changed);
}

static void
change_entry (MadoStoredEntry *entry)
{
  switch (tamper) {
  case TAMPER_HEADER:
    replace_bytes (&entry->header, "\"terminal\":\"t", "\"terminal\":\"x");
    break;
  case TAMPER_PAYLOAD:
    replace_bytes (&entry->payload, "{", "{\"x\":1,");
    break;
  case TAMPER_CHAIN:
    entry->chain.bytes[0] ^= 1;
    break;
  case TAMPER_OPERATION:
    entry->operation = mado_id_draw ();
    break;
  case TAMPER_ENTITY:
    entry->entity = mado_id_draw ();
    break;
  case TAMPER_NOT:
  case TAMPER_DROP:
  case TAMPER_CUT:
  default:
    break;
  }
}

static gboolean
list_entries (MadoBackend *self,
              gint64 stream,
              gint64 after,
              guint max_entries,
              gsize max_bytes,
              GPtrArray **out_entries,
              GError **error)
{
  if (!real_type->list_entries (self, stream, after, max_entries, max_bytes, out_entries, error))
    return FALSE;
  for (guint i = (*out_entries)->len; i > 0; i--) {
    MadoStoredEntry *entry = g_ptr_array_index (*out_entries, i - 1);
    g_autofree char *header = g_strndup (g_bytes_get_data (entry->header, NULL), g_bytes_get_size (entry->header));

    if (strstr (header, "\"kind\":\"access.") == NULL)
      continue;
    if ((tamper == TAMPER_DROP && entry->seq == tamper_seq) || (tamper == TAMPER_CUT && entry->seq >= tamper_seq))
      g_ptr_array_remove_index (*out_entries, i - 1);
    else if (entry->seq == tamper_seq)
      change_entry (entry);
  }

  return TRUE;
}

static MadoAuditCheck *
check_access (Door *door)
{
  MadoBackendType type = *door->ward->backend->type;
  g_autoptr (MadoTurn) turn = mado_turn_begin (door->ward->backend, MADO_BACKEND_READ, NULL);
  MadoAuditCheck *check;

  real_type = door->ward->backend->type;
  type.list_entries = list_entries;
  door->ward->backend->type = &type;
  check = mado_audit_check_stream (door->ward->backend, "shinjuku/access", NULL);
  door->ward->backend->type = real_type;
  g_assert_nonnull (check);

  return check;
}

static void
test_a_hand_in_the_log_is_seen_where_it_was (Door **fixture, gconstpointer data)
{
  static const Tamper tampers[] = {
    TAMPER_HEADER, TAMPER_PAYLOAD, TAMPER_CHAIN, TAMPER_OPERATION, TAMPER_ENTITY, TAMPER_DROP, TAMPER_CUT,
  };
  Door *door = *fixture;
  const gint64 length = door_count_log (door);

  for (gsize i = 0; i < G_N_ELEMENTS (tampers); i++)
    for (tamper_seq = 4; tamper_seq <= length; tamper_seq += length - 5) {
      g_autoptr (MadoAuditCheck) check = NULL;

      tamper = tampers[i];
      check = check_access (door);
      g_assert_cmpint (check->bad, ==, tamper_seq);
      g_assert_nonnull (check->fault);
      tamper = TAMPER_NOT;
    }
}

static GPtrArray *
list_access (Door *door)
{
  MadoBackend *backend = door->ward->backend;
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  MadoStreamStand stand = { 0 };
  GPtrArray *entries = NULL;

  g_assert_true (backend->type->find_stream (backend, "shinjuku/access", &stand, NULL));
  g_assert_true (backend->type->list_entries (backend, stand.number, 0, G_MAXINT, G_MAXSSIZE, &entries, NULL));

  return entries;
}

/* In stretches of so many. */
static MadoAuditCheck *
check_stretches (GPtrArray *entries, guint length)
{
  MadoAuditCheck *check = g_new0 (MadoAuditCheck, 1);
  MadoAuditPages *pages = mado_audit_pages_new (check);
  MadoLogPlace end;

  for (guint i = 0; i < entries->len; i += length) {
    g_autoptr (GPtrArray) page = g_ptr_array_new ();

    for (guint j = i; j < MIN (i + length, entries->len); j++)
      g_ptr_array_add (page, g_ptr_array_index (entries, j));
    (void) mado_audit_pages_add (pages, page); /* ignored: all of it is handed in here */
  }
  end = mado_audit_pages_finish (pages);
  g_assert_cmpint (end.seq, ==, entries->len);

  return check;
}

/* However it is cut, and by whichever thread a stretch is checked: the first entry that does not hold is named. */
static void
test_a_log_is_checked_in_stretches (Door **fixture, gconstpointer data)
{
  static const guint lengths[] = { 1, 2, 3, 500 };
  g_autoptr (GPtrArray) entries = list_access (*fixture);

  g_assert_cmpuint (entries->len, >, 5);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autoptr (MadoAuditCheck) good = check_stretches (entries, lengths[i]);

    g_assert_cmpint (good->bad, ==, 0);
    g_assert_cmpint (good->n_entries, ==, entries->len);
    for (guint j = 0; j < entries->len; j++) {
      MadoStoredEntry *broken = g_ptr_array_index (entries, j);
      MadoStoredEntry *last = g_ptr_array_index (entries, entries->len - 1);
      g_autoptr (MadoAuditCheck) check = NULL;

      broken->chain.bytes[7] ^= 1;
      last->leaf.bytes[7] ^= 1;
      check = check_stretches (entries, lengths[i]);
      g_assert_cmpint (check->bad, ==, broken->seq);
      g_assert_cmpint (check->n_entries, ==, broken->seq - 1);
      broken->chain.bytes[7] ^= 1;
      last->leaf.bytes[7] ^= 1;
    }
  }
}

static void
test_all_logs_hold (Door **fixture, gconstpointer data)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin ((*fixture)->ward->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GPtrArray) checks = mado_audit_check_all ((*fixture)->ward->backend, NULL);

  g_assert_cmpuint (checks->len, ==, 2);
  for (guint i = 0; i < checks->len; i++) {
    const MadoAuditCheck *check = g_ptr_array_index (checks, i);

    g_assert_cmpint (check->bad, ==, 0);
    g_assert_cmpint (check->n_entries, >=, 3);
    g_assert_cmpint (check->head.seq, ==, check->n_entries);
  }
}

/* Nothing of it stays. */
static gboolean
ends_there (Door *door, const MadoStreamStand *stand)
{
  MadoBackend *backend = door->ward->backend;
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  g_autoptr (GError) error = NULL;
  gboolean ends;

  g_assert_true (backend->type->set_stand (backend, stand, NULL));
  ends = mado_audit_check_ends (backend, &error);
  if (!ends)
    g_assert_nonnull (strstr (error->message, "shinjuku/access"));

  return ends;
}

static void
test_a_log_ends_where_its_stream_stands (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  MadoBackend *backend = door->ward->backend;
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoStoredEntry) last_but_one = NULL;
  MadoStreamStand stand = { 0 }, other;

  g_assert_true (backend->type->find_stream (backend, "shinjuku/access", &stand, NULL));
  g_assert_true (backend->type->find_entry (backend, stand.number, stand.head.seq - 1, &last_but_one, NULL));
  mado_turn_undo (turn);
  g_assert_true (ends_there (door, &stand));
  other = stand;
  other.head.chain.bytes[0] ^= 1;
  g_assert_false (ends_there (door, &other));
  other = stand;
  other.head.seq++;
  g_assert_false (ends_there (door, &other));
  other = stand;
  other.head = (MadoLogPlace) { last_but_one->seq, last_but_one->chain };
  g_assert_false (ends_there (door, &other));
}

/* --- what is to be looked at ------------------------------------------------------------------------------------- */

static void
read_records (Door *door, const char *account, guint count)
{
  MadoTurn *turn = mado_turn_begin (door->ward->backend, MADO_BACKEND_WRITE, NULL);

  for (guint i = 0; i < count; i++) {
    const MadoStoredRead read = {
      .at = door->ward->now, .account = account, .terminal = "t-1", .reason = "", .entity = ward_draw_id (door->ward)
    };

    g_assert_true (door->ward->backend->type->append_read (door->ward->backend, &read, NULL));
  }
  g_assert_true (mado_turn_commit (turn, NULL));
}

static char *
report (Door *door, const char *from, const char *until)
{
  const MadoAuditPeriod period = { mado_date_from_iso (from), mado_date_from_iso (until) };
  g_autoptr (MadoTurn) turn = mado_turn_begin (door->ward->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GArray) lines =
      mado_audit_report (door->ward->backend, &period, mado_access_get_audit_rules (door->access), NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++) {
    const MadoAuditLine *line = &g_array_index (lines, MadoAuditLine, i);

    g_string_append_printf (text, "%s %s %s@%s %d; ", line->concern, line->day, line->account, line->terminal,
                            (int) line->count);
  }

  return g_string_free_and_steal (text);
}

static void
test_what_is_to_be_looked_at_is_found (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *quiet = report (door, "2025-05-01", "2025-05-02");
  g_autofree char *lines = NULL;
  g_autofree char *elsewhen = NULL;

  g_assert_cmpstr (quiet, ==, "");
  door->ward->now = mado_instant_from_iso ("2025-05-02T10:59:59.000000Z"); /* a Friday, before eight in the evening */
  g_free (door_sign_in (door, "lead-1", "t-1"));
  read_records (door, "lead-1", 199);
  read_records (door, "watch", 200);
  door->ward->now = mado_instant_from_iso ("2025-05-02T11:00:00.000000Z");
  door_try (door, "lead-1", "t-2", "something else");
  door->ward->now = mado_instant_from_iso ("2025-05-05T03:00:00.000000Z"); /* a holiday at noon */
  door_try (door, "lead-1", "t-1", DOOR_PASSWORD);
  lines = report (door, "2025-05-02", "2025-05-05");
  g_assert_cmpstr (lines, ==,
                   "failure 2025-05-02 lead-1@t-2 1; mass-reads 2025-05-02 watch@ 200; "
                   "out-of-hours 2025-05-02 lead-1@t-2 1; out-of-hours 2025-05-05 lead-1@t-1 1; ");
  elsewhen = report (door, "2025-05-06", "2025-05-07");
  g_assert_cmpstr (elsewhen, ==, "");
}

static void
read_again (Door *door, const char *account, MadoId entity, const char *reason)
{
  MadoBackend *backend = door->ward->backend;
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  const MadoStoredRead read = {
    .at = door->ward->now, .account = account, .terminal = "t-1", .reason = reason, .entity = entity
  };

  g_assert_true (backend->type->append_read (backend, &read, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
}

/* Who opens the same case ten times has looked at one; and when he does so counts like when he works. */
static void
test_looks_are_looked_at (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  const MadoAuditRules few = { .opens = 8, .closes = 20, .mass_reads = 3 };
  const MadoId entity = ward_draw_id (door->ward);
  g_autofree char *lines = NULL;

  mado_access_set_audit_rules (door->access, &few);
  door->ward->now = mado_instant_from_iso ("2025-05-02T03:00:00.000000Z"); /* a Friday at noon */
  for (guint i = 0; i < 10; i++)
    read_again (door, "lead-1", entity, "open");
  read_records (door, "lead-1", 1);
  read_records (door, "watch", 3);
  read_again (door, "watch", entity, "open");
  door->ward->now = mado_instant_from_iso ("2025-05-03T11:30:00.000000Z"); /* a holiday, in the evening */
  read_again (door, "lead-1", entity, "call");
  lines = report (door, "2025-05-02", "2025-05-03");
  g_assert_cmpstr (lines, ==, "mass-reads 2025-05-02 watch@ 4; out-of-hours 2025-05-03 lead-1@t-1 1; ");
}

static void
test_what_is_normal_can_be_said (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  const MadoAuditRules early = { .opens = 6, .closes = 12, .mass_reads = 3 };
  g_autofree char *lines = NULL;

  mado_access_set_audit_rules (door->access, &early);
  door->ward->now = mado_instant_from_iso ("2025-05-01T21:30:00.000000Z"); /* half past six in the morning */
  g_free (door_sign_in (door, "lead-1", "t-1"));
  read_records (door, "lead-1", 2);
  read_records (door, "watch", 3);
  door->ward->now = mado_instant_from_iso ("2025-05-02T03:00:00.000000Z"); /* noon */
  g_free (door_sign_in (door, "lead-1", "t-2"));
  lines = report (door, "2025-05-02", "2025-05-02");
  g_assert_cmpstr (lines, ==, "mass-reads 2025-05-02 watch@ 3; out-of-hours 2025-05-02 lead-1@t-2 1; ");
}

/* --- a person has looked at it ----------------------------------------------------------------------------------- */

static char *
find_digest (Door *door, const char *from, const char *until)
{
  const MadoAuditPeriod period = { mado_date_from_iso (from), mado_date_from_iso (until) };
  const MadoAuditRules *rules = mado_access_get_audit_rules (door->access);
  g_autoptr (MadoTurn) turn = mado_turn_begin (door->ward->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GArray) lines = mado_audit_report (door->ward->backend, &period, rules, NULL);
  const MadoHash hash = mado_audit_report_hash (lines, &period, rules);

  return mado_hash_to_hex (&hash);
}

#define MAY "2025-05-01", "2025-05-31"
#define SIGN_OFF "{'from':'%s','until':'%s','report':'%s','password':'%s'}"

static void
expect_sign_off (Door *door,
                 MadoAccessVerdict verdict,
                 const char *account,
                 const char *from,
                 const char *until,
                 const char *digest,
                 const char *password)
{
  g_autofree char *terminal = g_strconcat ("t-", account, NULL);
  g_autofree char *token = door_sign_in (door, account, terminal);

  door_expect (door, verdict, &mado_audit_sign_off_verb, terminal, token, SIGN_OFF, from, until, digest, password);
}

static char *
list_sign_offs (Door *door, const char *from, const char *until)
{
  const MadoAuditPeriod period = { mado_date_from_iso (from), mado_date_from_iso (until) };
  g_autoptr (MadoTurn) turn = mado_turn_begin (door->ward->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GArray) sign_offs = mado_audit_sign_offs_list (door->ward->backend, &period, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sign_offs->len; i++) {
    const MadoAuditSignOff *sign_off = &g_array_index (sign_offs, MadoAuditSignOff, i);
    g_autofree char *digest = mado_hash_to_hex (&sign_off->report);
    char at[MADO_INSTANT_ISO_SIZE];

    mado_instant_to_iso (sign_off->at, at);
    g_string_append_printf (text, "%s %.10s %s; ", sign_off->account, at, digest);
  }

  return g_string_free_and_steal (text);
}

static void
test_a_person_signs_a_report_off (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *digest = NULL;
  g_autofree char *none = NULL;
  g_autofree char *found = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *other = NULL;

  door->ward->now = mado_instant_from_iso ("2025-06-02T03:00:00.000000Z");
  digest = find_digest (door, MAY);
  none = list_sign_offs (door, MAY);
  g_assert_cmpstr (none, ==, "");
  expect_sign_off (door, MADO_ACCESS_NOT_ALLOWED, "lead-1", MAY, digest, DOOR_PASSWORD);
  expect_sign_off (door, MADO_ACCESS_WRONG, "watch", MAY, digest, "something else");
  expect_sign_off (door, MADO_ACCESS_DONE, "watch", MAY, digest, DOOR_PASSWORD);
  found = list_sign_offs (door, MAY);
  wanted = g_strdup_printf ("watch 2025-06-02 %s; ", digest);
  g_assert_cmpstr (found, ==, wanted);
  other = list_sign_offs (door, "2025-05-01", "2025-05-30");
  g_assert_cmpstr (other, ==, "");
}

static void
test_nobody_signs_off_what_he_cannot_have_seen (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *digest = NULL;
  g_autofree char *today = NULL;
  g_autofree char *listed = NULL;
  const MadoAuditRules strict = { .opens = 9, .closes = 17, .mass_reads = 1 };

  door->ward->now = mado_instant_from_iso ("2025-06-02T03:00:00.000000Z");
  digest = find_digest (door, MAY);
  today = find_digest (door, "2025-06-01", "2025-06-02");
  expect_sign_off (door, MADO_ACCESS_PERIOD, "chief", "2025-06-01", "2025-06-02", today, DOOR_PASSWORD);
  expect_sign_off (door, MADO_ACCESS_PERIOD, "chief", "2025-05-31", "2025-05-01", digest, DOOR_PASSWORD);
  expect_sign_off (door, MADO_ACCESS_PERIOD, "chief", "", "", digest, DOOR_PASSWORD);
  expect_sign_off (door, MADO_ACCESS_REPORT, "chief", "2025-05-01", "2025-05-30", digest, DOOR_PASSWORD);
  expect_sign_off (door, MADO_ACCESS_REPORT, "chief", MAY, "", DOOR_PASSWORD);
  mado_access_set_audit_rules (door->access, &strict);
  expect_sign_off (door, MADO_ACCESS_REPORT, "chief", MAY, digest, DOOR_PASSWORD);
  listed = list_sign_offs (door, MAY);
  g_assert_cmpstr (listed, ==, "");
}

/* --- the command ------------------------------------------------------------------------------------------------- */

static guint
count_words (const char *text, const char *word)
{
  guint count = 0;

  for (const char *place = strstr (text, word); place != NULL; place = strstr (place + 1, word))
    count++;

  return count;
}

static char *
run_ctl (Door *door, const char *verb, const char *from, const char *until, int *out_status)
{
  g_autofree char *ward = g_build_filename (door->ward->folder, "ward", NULL);
  g_autofree char *key = g_build_filename (door->ward->folder, "key", NULL);
  const char *const command[] = { ctl, "audit", verb, "--json", "--key", key, ward, from, until, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, out_status, &error);
  g_assert_no_error (error);

  return output;
}

static char *
run_reads (Door *door, const char *option, const char *value)
{
  g_autofree char *ward = g_build_filename (door->ward->folder, "ward", NULL);
  g_autofree char *key = g_build_filename (door->ward->folder, "key", NULL);
  const char *const command[] = { ctl, "audit", "reads", "--json", "--key", key, option, value, ward, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));

  return output;
}

static void
test_an_auditor_sees_who_looked_at_whom (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  const MadoId entity = ward_draw_id (door->ward);
  char id[MADO_ID_TEXT_SIZE];
  g_autofree char *of_account = NULL;
  g_autofree char *of_entity = NULL;

  mado_id_to_text (entity, id);
  read_again (door, "lead-1", entity, "call");
  read_records (door, "lead-1", 1);
  read_again (door, "watch", entity, "open");
  of_account = run_reads (door, "--account", "watch");
  g_assert_nonnull (strstr (of_account, id));
  g_assert_nonnull (strstr (of_account, "\"reason\":\"open\""));
  g_assert_null (strstr (of_account, "lead-1"));
  of_entity = run_reads (door, "--entity", id);
  g_assert_cmpuint (count_words (of_entity, "\"at\":"), ==, 2);
  g_assert_nonnull (strstr (of_entity, "\"account\":\"lead-1\""));
  g_assert_nonnull (strstr (of_entity, "\"reason\":\"call\""));
  g_assert_nonnull (strstr (of_entity, "\"terminal\":\"t-1\""));
}

static void
test_an_auditor_looks_beside_the_service (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  int status = -1;
  g_autofree char *verified = run_ctl (door, "verify", NULL, NULL, &status);
  g_autofree char *shown = NULL;
  g_autofree char *exported = NULL;

  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_assert_nonnull (strstr (verified, "shinjuku/access"));
  g_assert_null (strstr (verified, "first_bad"));
  shown = run_ctl (door, "show", NULL, NULL, &status);
  g_assert_nonnull (strstr (shown, "access.sign_in"));
  exported = run_ctl (door, "export", NULL, NULL, &status);
  g_assert_nonnull (strstr (exported, "payload_hash"));
  g_assert_null (strstr (exported, "見本")); /* in the register's payloads */
}

#define PAPER_ENTRY "{'kind':'paper','content':'x','number':'%s','media':1,'records':1}"

/* Somebody in charge makes a paper entry, and tries another that he does not sign. */
static void
work_on_the_ledger (Door *door)
{
  g_autoptr (Terminal) admin = terminal_new (door->ward, door->stream, "adm-7", "admin");
  g_autoptr (Terminal) lead = terminal_new (door->ward, door->stream, "l-07", "lead");
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);
  g_autofree char *hex = mado_public_key_to_hex (mado_signing_key_get_public (key));
  const MadoId person = ward_draw_id (door->ward);
  g_autoptr (MadoOperation) unsigned_step =
      terminal_write (lead, ward_draw_id (door->ward), "handover.make", PAPER_ENTRY, "K-2");
  g_autoptr (MadoOperation) step =
      terminal_write (lead, ward_draw_id (door->ward), "handover.make", PAPER_ENTRY, "K-1");
  g_autoptr (MadoOperation) signed_step = mado_operation_sign (step, key, NULL);

  terminal_do (admin, person, "person.register",
               "{'account':'l-07','name':'見本','organisation':'x','role':'取扱者','from':'2025-01-01',"
               "'to':'2026-12-31','key':'%s'}",
               hex);
  terminal_do (admin, person, "person.report", "{'day':'2025-01-01'}");
  terminal_push_all (admin);
  terminal_keep (lead, signed_step);
  terminal_keep (lead, unsigned_step);
  terminal_push_all (lead);
}

/* What was done, as it was signed, and nothing that was refused. */
static void
test_the_ledger_comes_out_of_the_log (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *ward = g_build_filename (door->ward->folder, "ward", NULL);
  g_autofree char *key = g_build_filename (door->ward->folder, "key", NULL);
  g_autofree char *folder = g_dir_make_tmp ("mado-ledger-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "steps.jsonl", NULL);
  const char *const command[] = { ctl,     "audit", "ledger", "--json",   "--key",     key,
                                  "--out", file,    ward,     "--stream", DOOR_STREAM, NULL };
  g_autofree char *output = NULL, *lines = NULL;
  int status = -1;

  work_on_the_ledger (door);
  g_assert_true (
      g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_assert_nonnull (strstr (output, "\"steps\":1,"));
  g_assert_true (g_file_get_contents (file, &lines, NULL, NULL));
  g_assert_nonnull (strstr (lines, "\"number\":\"K-1\""));
  g_assert_null (strstr (lines, "K-2"));
  g_assert_true (g_str_has_suffix (lines, "}\n") && strchr (lines, '\n') == strrchr (lines, '\n'));
  g_assert_cmpint (g_remove (file) + g_rmdir (folder), ==, 0);
}

static void
test_what_nobody_signed_off_is_shown_as_such (Door **fixture, gconstpointer data)
{
  Door *door = *fixture;
  g_autofree char *digest = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  int status = -1;

  door->ward->now = mado_instant_from_iso ("2025-06-02T03:00:00.000000Z");
  digest = find_digest (door, MAY);
  before = run_ctl (door, "report", MAY, &status);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_assert_nonnull (strstr (before, digest));
  g_assert_nonnull (strstr (before, "\"signed_off\":\"0\""));
  expect_sign_off (door, MADO_ACCESS_DONE, "watch", MAY, digest, DOOR_PASSWORD);
  after = run_ctl (door, "report", MAY, &status);
  g_assert_nonnull (strstr (after, "\"signed_off\":\"1\""));
  g_assert_nonnull (strstr (after, "\"account\":\"watch\""));
}

#define add(name, function) g_test_add ("/audit/" name, Door *, NULL, door_set_up, function, door_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ward_choose_backend (argc, argv);
  ctl = argc > 2 ? argv[2] : NULL;

  add ("all-logs-hold", test_all_logs_hold);
  add ("a-log-ends-where-its-stream-stands", test_a_log_ends_where_its_stream_stands);
  add ("a-hand-in-the-log-is-seen-where-it-was", test_a_hand_in_the_log_is_seen_where_it_was);
  add ("a-log-is-checked-in-stretches", test_a_log_is_checked_in_stretches);
  add ("what-is-to-be-looked-at-is-found", test_what_is_to_be_looked_at_is_found);
  add ("looks-are-looked-at", test_looks_are_looked_at);
  add ("what-is-normal-can-be-said", test_what_is_normal_can_be_said);
  add ("a-person-signs-a-report-off", test_a_person_signs_a_report_off);
  add ("nobody-signs-off-what-he-cannot-have-seen", test_nobody_signs_off_what_he_cannot_have_seen);
  if (ctl != NULL) {
    add ("an-auditor-looks-beside-the-service", test_an_auditor_looks_beside_the_service);
    add ("an-auditor-sees-who-looked-at-whom", test_an_auditor_sees_who_looked_at_whom);
    add ("the-ledger-comes-out-of-the-log", test_the_ledger_comes_out_of_the_log);
    add ("what-nobody-signed-off-is-shown-as-such", test_what_nobody_signed_off_is_shown_as_such);
  }

  return g_test_run ();
}
