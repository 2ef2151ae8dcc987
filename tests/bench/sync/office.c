/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a service as an administrator does, and registers its terminals in one go while it is down. */

#include "office.h"

#include <string.h>
#include <unistd.h>

#include "mado-audit-check.h"
#include "mado-audit-walk.h"
#include "mado-json-member.h"
#include "mado-office-visit.h"
#include "mado-practice.h"
#include "mado-section.h"
#include "mado-service-papers.h"
#include "mado-stream-private.h"
#include "mado-terminal-record.h"
#include "mado-tls-key.h"
#include "queue-sample.h"

#define PROGRAMME "ninpu-r7"
#define STREAM "shinjuku/" PROGRAMME
#define LIMITS "[limits]\nconnections-per-address=2000\n"
#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define ROWS_AT_ONCE 5000

static void
end_with (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

/**
 * office_kind_get_name:
 * @kind: where wards are kept
 *
 * Returns: what people call it
 */
const char *
office_kind_get_name (OfficeKind kind)
{
  static const char *const names[] = { "sqlcipher", "postgresql", "postgresql and its standby" };

  return names[kind];
}

/* --- terminals ---------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoServiceSettings *settings;
  MadoServicePapers *papers;
} Means;

static void
clear_means (Means *self)
{
  g_clear_pointer (&self->papers, mado_service_papers_free);
  g_clear_pointer (&self->settings, mado_service_settings_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Means, clear_means)

static Means
load_means (const Office *self)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  Means means = { .settings = mado_service_settings_load (self->world.configuration, faults) };

  means.papers = means.settings != NULL ? mado_service_papers_load (means.settings, faults) : NULL;
  if (means.papers == NULL)
    g_error ("the service cannot be read");

  return means;
}

/**
 * office_dup_account:
 * @number: of a terminal, from 1
 *
 * Returns: (transfer full): who works there
 */
char *
office_dup_account (guint number)
{
  return g_strdup_printf ("v-%03u", number);
}

static void
register_terminal (Office *self, const MadoOfficeVisit *visit, const MadoAuthority *authority, guint number)
{
  const MadoInstant now = mado_instant_now ();
  g_autofree char *account = office_dup_account (number);
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (NULL);
  g_autoptr (MadoSecret) pem = mado_tls_key_to_pem (key, NULL);
  g_autofree char *name = g_strconcat ("t-", account, NULL);
  const MadoCertificateOrder order = { MADO_CERTIFICATE_TERMINAL, name, NULL, now, { now.microseconds + DAY } };
  g_auto (MadoIssuedCertificate) issued = { 0 };
  g_autoptr (MadoTerminalRecord) record = g_new0 (MadoTerminalRecord, 1);
  const Papers papers = { g_strdup (mado_authority_get_pem (authority)), g_strdup (name), NULL,
                          g_strndup ((const char *) mado_secret_get_bytes (pem), mado_secret_get_length (pem)) };
  g_autoptr (GError) error = NULL;

  mado_authority_certify (authority, &order, key, &issued, &error);
  end_with (error);
  record->certificate = issued.identity;
  issued.identity = (MadoClientCertificate) { 0 };
  record->terminal = g_steal_pointer (&name);
  record->standing = MADO_STANDING_WORKING;
  record->since = now;
  mado_terminal_record_put (record, visit->backend, &error);
  end_with (error);
  g_array_append_val (self->papers, papers);
  g_array_index (self->papers, Papers, self->papers->len - 1).certificate = g_steal_pointer (&issued.pem);
}

static void
register_terminals (Office *self, guint n_terminals)
{
  g_auto (Means) means = load_means (self);
  g_auto (MadoOfficeVisit) visit = { 0 };
  g_autoptr (GError) error = NULL;

  mado_office_visit_begin (&visit, means.settings, means.papers->secret, MADO_BACKEND_WRITE, &error);
  end_with (error);
  for (guint i = 0; i < n_terminals; i++)
    register_terminal (self, &visit, means.papers->authority, i + 1);
  mado_office_visit_commit (&visit, &error);
  end_with (error);
}

/* --- the service -------------------------------------------------------------------------------------------------- */

static char *
make_groups (Office *self, OfficeKind kind)
{
  g_autofree char *database = NULL;
  g_autofree char *connection = NULL;

  if (kind == OFFICE_FILE)
    return g_strdup (LIMITS WORLD_WARD);
  self->cluster = mado_test_cluster_new (g_get_tmp_dir ());
  if (kind == OFFICE_SERVER_AND_STANDBY)
    mado_test_cluster_add_standby (self->cluster);
  database = mado_test_cluster_create_database (self->cluster);
  connection = mado_test_cluster_dup_conninfo (self->cluster, database);

  return g_strdup_printf (LIMITS WORLD_WARD "backend=postgresql\nconnection=%s\n", connection);
}

/**
 * office_new:
 * @kind: where its ward is kept
 * @n_terminals: that it knows
 *
 * Returns: (transfer full): a service that is down, with an empty ward
 */
Office *
office_new (OfficeKind kind, guint n_terminals)
{
  Office *self = g_new0 (Office, 1);
  g_autofree char *groups = make_groups (self, kind);

  self->papers = g_array_new (FALSE, FALSE, sizeof (Papers));
  g_array_set_clear_func (self->papers, (GDestroyNotify) papers_clear);
  world_set_up (&self->world, groups);
  register_terminals (self, n_terminals);

  return self;
}

/**
 * office_free:
 * @self: (transfer full): a service; nothing of it stays
 */
void
office_free (Office *self)
{
  world_tear_down (&self->world, NULL);
  mado_test_cluster_free (self->cluster);
  g_array_unref (self->papers);
  g_free (self->address);
  g_free (self);
}

/**
 * office_start:
 * @self: a service that is down
 */
void
office_start (Office *self)
{
  world_start (&self->world);
  g_free (self->address);
  self->address = g_strdup_printf ("127.0.0.1:%u", self->world.port);
}

/* --- a ward with something in it -----------------------------------------------------------------------------------
 */

typedef struct {
  MadoBackend *backend;
  MadoTurn *turn;
  MadoProgramme *programme;
  MadoStreamStand stand;
  guint n_rows;
} Filling;

static MadoRank
get_rank (const Filling *self, const MadoEntity *entity)
{
  const MadoState *state;

  if (!g_str_equal (mado_entity_get_kind (entity), "case"))
    return MADO_RANK_OTHER;
  state = mado_section_find (self->programme->states, mado_entity_get_state (entity));

  return state != NULL && state->is_end ? MADO_RANK_DONE : MADO_RANK_OPEN;
}

static void
turn_over (Filling *self)
{
  g_autoptr (GError) error = NULL;

  if (self->turn != NULL)
    mado_turn_commit (g_steal_pointer (&self->turn), &error);
  end_with (error);
  self->turn = mado_turn_begin (self->backend, MADO_BACKEND_WRITE, &error);
  end_with (error);
}

static gboolean
put_entity (gpointer user_data, const MadoEntity *entity, GError **error)
{
  Filling *self = user_data;
  const MadoStoredRow row = {
    .stream = self->stand.number,
    .seq = self->stand.head.seq,
    .id = mado_entity_get_id (entity),
    .entity = (MadoEntity *) entity,
    .about = mado_json_get_id (mado_entity_get_body (entity), "case"),
    .rank = get_rank (self, entity),
  };

  if (self->n_rows++ % ROWS_AT_ONCE == 0)
    turn_over (self);

  return self->backend->type->put_entity (self->backend, &row, error);
}

static void
make_people (Filling *self, const MadoPracticeOrder *order)
{
  const MadoPracticeSink sink = { .take_entity = put_entity, .user_data = self };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPractice) practice = mado_practice_new (self->programme, &error);
  guint64 n_declined;

  end_with (error);
  mado_practice_make (practice, order, &sink, &n_declined, &error);
  end_with (error);
}

/**
 * office_fill:
 * @self: a service that is down, with an empty ward
 * @n_cases: made-up cases
 * @n_histories: of them: worked on through a year
 *
 * They are there as rows, as if their entries were one.
 *
 * Returns: how many rows there are
 */
guint
office_fill (Office *self, guint n_cases, guint n_histories)
{
  const MadoPracticeOrder order = { .seed = 1, .n_cases = n_cases, .n_histories = n_histories };
  g_auto (Means) means = load_means (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWardPlace) place =
      mado_ward_place_new (mado_service_settings_find_ward (means.settings, "shinjuku"), means.papers->secret, &error);
  g_autoptr (MadoProgramme) programme = queue_sample_load_programme (PROGRAMME ".json");
  Filling filling = { .programme = programme };

  end_with (error);
  filling.backend = mado_ward_place_open_patiently (place, MADO_BACKEND_WRITE, &error);
  end_with (error);
  turn_over (&filling);
  filling.backend->type->find_stream (filling.backend, STREAM, &filling.stand, &error);
  end_with (error);
  make_people (&filling, &order);
  mado_turn_commit (g_steal_pointer (&filling.turn), &error);
  end_with (error);
  mado_backend_free (filling.backend);

  return filling.n_rows;
}

typedef struct {
  gint64 n_applied;
  gint64 n_others;
} Tally;

static gboolean
count_entry (gpointer user_data, const char *stream, const MadoStoredEntry *entry, GError **error)
{
  Tally *tally = user_data;
  g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, error);

  if (text == NULL)
    return FALSE;
  if (g_str_equal (stream, STREAM) && g_str_equal (mado_log_text_get_header (text)->kind, "case.move"))
    *(mado_log_text_get_header (text)->outcome == MADO_OUTCOME_APPLIED ? &tally->n_applied : &tally->n_others) += 1;

  return TRUE;
}

/**
 * office_check:
 * @self: a service that is down
 * @n_acknowledged: receptions that it took
 *
 * Ends everything where its log has not each of them, applied: then nothing that was measured means anything.
 */
void
office_check (Office *self, gint64 n_acknowledged)
{
  g_auto (Means) means = load_means (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWardPlace) place =
      mado_ward_place_new (mado_service_settings_find_ward (means.settings, "shinjuku"), means.papers->secret, &error);
  g_autoptr (MadoBackend) backend = NULL;
  g_autoptr (MadoTurn) turn = NULL;
  g_autoptr (MadoAuditCheck) check = NULL;
  Tally tally = { 0 };

  end_with (error);
  backend = mado_ward_place_open_patiently (place, MADO_BACKEND_READ, &error);
  end_with (error);
  turn = mado_turn_begin (backend, MADO_BACKEND_READ, &error);
  end_with (error);
  mado_audit_walk (backend, count_entry, &tally, &error);
  end_with (error);
  check = mado_audit_check_stream (backend, STREAM, &error);
  end_with (error);
  if (tally.n_applied != n_acknowledged || tally.n_others != 0 || check->bad != 0)
    g_error ("acknowledged: %" G_GINT64_FORMAT ", in the log: %" G_GINT64_FORMAT ", not applied: %" G_GINT64_FORMAT,
             n_acknowledged, tally.n_applied, tally.n_others);
  mado_turn_undo (g_steal_pointer (&turn));
}

/* --- what it takes --------------------------------------------------------------------------------------------------
 */

static char *
read_of_process (const Office *self, const char *file)
{
  g_autofree char *path = g_build_filename ("/proc", g_subprocess_get_identifier (self->world.process), file, NULL);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("the service is gone");

  return text;
}

/**
 * office_get_used:
 * @self: a service that runs
 *
 * Returns: seconds of processors that it used, without its servers
 */
double
office_get_used (const Office *self)
{
  g_autofree char *text = read_of_process (self, "stat");
  g_auto (GStrv) fields = g_strsplit (strrchr (text, ')') + 2, " ", -1); /* from the third on */

  return (double) (g_ascii_strtoll (fields[11], NULL, 10) + g_ascii_strtoll (fields[12], NULL, 10)) /
         (double) sysconf (_SC_CLK_TCK);
}

/**
 * office_get_memory:
 * @self: a service that runs
 * @field: "VmRSS:", "VmHWM:"
 *
 * Returns: its memory, in KiB
 */
gint64
office_get_memory (const Office *self, const char *field)
{
  g_autofree char *text = read_of_process (self, "status");

  return g_ascii_strtoll (strstr (text, field) + strlen (field), NULL, 10);
}
