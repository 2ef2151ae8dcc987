/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of the replica share: operations to be saved, and what must hold of every file at every moment. */

#include "replica-office.h"

#include <string.h>

#include "mado-indexes.h"
#include "mado-queue-index.h"
#include "mado-row.h"
#include "mado-search-check.h"
#include "mado-statement.h"

static void
follow (ReplicaOffice *self, GBytes *file)
{
  g_autoptr (GBytes) text = file;
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();

  self->programme = mado_programme_read (text, faults);
  g_assert_nonnull (self->programme);
  self->judge = mado_judge_new (self->programme, NULL);
  g_assert_nonnull (self->judge);
}

/**
 * replica_office_new:
 * @programme: the name of its file in data/programmes/
 * @account: who works there, with the roles that take calls
 *
 * Returns: (transfer full): an office
 */
ReplicaOffice *
replica_office_new (const char *programme, const char *account)
{
  static const char *const roles[] = { "agent", "lead", "verifier", NULL };
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", programme, NULL);
  ReplicaOffice *self = g_new0 (ReplicaOffice, 1);
  char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  follow (self, g_bytes_new_take (text, length));
  self->person = (MadoPerson) { account, roles };
  self->milliseconds = G_GINT64_CONSTANT (1746061200000);

  return self;
}

/**
 * replica_office_free:
 * @self: (transfer full): an office
 */
void
replica_office_free (ReplicaOffice *self)
{
  mado_judge_free (self->judge);
  mado_programme_unref (self->programme);
  g_free (self);
}

/**
 * replica_office_publish:
 * @self: an office whose replicas are closed
 * @from: what its programme says once
 * @to: what it says there from now on
 */
void
replica_office_publish (ReplicaOffice *self, const char *from, const char *to)
{
  g_autoptr (MadoProgramme) programme = g_steal_pointer (&self->programme);
  GBytes *file = mado_programme_get_file (programme);
  g_autofree char *text = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_auto (GStrv) parts = g_strsplit (text, from, -1);
  char *changed = g_strjoinv (to, parts);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  mado_judge_free (self->judge);
  follow (self, g_bytes_new_take (changed, strlen (changed)));
}

/**
 * replica_office_open:
 * @self: an office
 * @database: a profile's database
 *
 * Returns: (transfer full): its replica
 */
MadoReplica *
replica_office_open (ReplicaOffice *self, MadoDatabase *database)
{
  g_autoptr (GError) error = NULL;
  MadoReplica *replica = mado_replica_new (database, self->judge, &self->person, mado_indexes, &error);

  g_assert_no_error (error);

  return replica;
}

/**
 * replica_office_get_now:
 * @self: an office
 *
 * Returns: what its clock says; it goes on by a second with each id
 */
MadoInstant
replica_office_get_now (const ReplicaOffice *self)
{
  return (MadoInstant) { self->milliseconds * 1000 };
}

/**
 * replica_office_draw_id:
 * @self: an office
 *
 * Returns: an id that it has not drawn yet
 */
MadoId
replica_office_draw_id (ReplicaOffice *self)
{
  MadoHash random = mado_hash_of (self->person.account, strlen (self->person.account));

  self->milliseconds += 1000;

  return mado_id_next (&self->ids, replica_office_get_now (self), random.bytes);
}

static MadoOperation *G_GNUC_PRINTF (6, 7) make_operation (
    ReplicaOffice *self, MadoId entity, const char *kind, gint64 base, MadoId group, const char *format, ...)
{
  MadoOperationHeader header = { .entity = entity, .kind = kind, .base = base, .group = group };
  g_autofree char *text = NULL;
  g_autoptr (yyjson_doc) read = NULL;
  g_autoptr (GError) error = NULL;
  MadoOperation *operation;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strdelimit (text, "'", '"');
  read = yyjson_read (text, strlen (text), 0);
  g_assert_nonnull (read);
  header.id = replica_office_draw_id (self);
  header.actor = self->person.account;
  header.terminal = "t-01";
  header.time = self->milliseconds;

  yyjson_mut_doc *body = yyjson_doc_mut_copy (read, NULL);

  operation = mado_operation_new (&header, yyjson_mut_doc_get_root (body), &error);
  g_assert_no_error (error);
  yyjson_mut_doc_free (body);

  return operation;
}

/**
 * replica_office_log:
 * @self: an office
 * @question: what somebody asks
 *
 * Returns: (transfer full): a new inquiry that waits for a call back
 */
MadoOperation *
replica_office_log (ReplicaOffice *self, const char *question)
{
  return make_operation (self, replica_office_draw_id (self), "inquiry.log", 0, MADO_ID_NONE,
                         "{'category':'status','caller_name':'見本 花子','question':'%s','outcome':'call_back',"
                         "'due':'2025-05-30'}",
                         question);
}

/**
 * replica_office_answer:
 * @self: an office
 * @inquiry: an inquiry
 * @text: what is said
 * @group: with which other operations it is done, or MADO_ID_NONE
 *
 * Returns: (transfer full): one more answer
 */
MadoOperation *
replica_office_answer (ReplicaOffice *self, MadoId inquiry, const char *text, MadoId group)
{
  return make_operation (self, inquiry, "inquiry.answer", 1, group, "{'text':'%s'}", text);
}

/**
 * replica_office_receive:
 * @self: an office
 * @content: of the application that came in
 *
 * Returns: (transfer full): its reception
 */
MadoOperation *
replica_office_receive (ReplicaOffice *self, const ReplicaApplication *content)
{
  return make_operation (self, replica_office_draw_id (self), "case.move", 0, MADO_ID_NONE,
                         "{'transition':'receive','receipt':'%s','edits':["
                         "{'item':'control_no','now':'%s'},{'item':'name','now':{'kanji':'%s'}},"
                         "{'item':'birth_date','now':'%s'},{'item':'occupation','now':'%s'}]}",
                         content->number, content->number, content->name, content->birth_date, content->occupation);
}

/**
 * replica_office_log_about:
 * @self: an office
 * @about: a case
 *
 * Returns: (transfer full): a new inquiry about it
 */
MadoOperation *
replica_office_log_about (ReplicaOffice *self, MadoId about)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (about, text);

  return make_operation (self, replica_office_draw_id (self), "inquiry.log", 0, MADO_ID_NONE,
                         "{'case':'%s','category':'status','question':'いつ','outcome':'call_back','due':'2025-05-30'}",
                         text);
}

/**
 * replica_office_hand_over:
 * @self: an office
 * @medium: whose password is told by it; %MADO_ID_NONE: it is a medium itself
 *
 * Returns: (transfer full): a new hand-over, signed
 */
MadoOperation *
replica_office_hand_over (ReplicaOffice *self, MadoId medium)
{
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);
  MadoId id = replica_office_draw_id (self);
  g_autoptr (MadoOperation) made = NULL;
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (medium, text);
  if (mado_id_is_valid (medium))
    made = make_operation (self, id, "handover.make", 0, MADO_ID_NONE,
                           "{'kind':'password_notice','content':'パスワード','number':'N-1','media':1,'records':0,"
                           "'medium':'%s'}",
                           text);
  else
    made = make_operation (self, id, "handover.make", 0, MADO_ID_NONE,
                           "{'kind':'medium','content':'支給予定','number':'DVD-1','media':1,'records':9,"
                           "'encryption':'aes'}");

  return mado_operation_sign (made, key, NULL);
}

/**
 * replica_office_save:
 * @self: an office
 * @replica: its replica
 * @operation: (transfer none): what is done
 * @error: what the disk said
 *
 * Returns: whether it was saved; it must not be refused
 */
gboolean
replica_office_save (ReplicaOffice *self, MadoReplica *replica, MadoOperation *operation, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = NULL;
  MadoInstant now = replica_office_get_now (self);

  g_ptr_array_add (operations, operation);
  outcomes = mado_replica_save (replica, operations, now, now, error);
  if (outcomes == NULL)
    return FALSE;
  g_assert_false (mado_outcome_is_refused (g_ptr_array_index (outcomes, 0)));

  return TRUE;
}

/* --- what must hold ---------------------------------------------------------------------------------------------- */

/* What the service said, and what is pending on top of it, worked out in memory. */
typedef struct {
  MadoDatabase *database;
  MadoMemory *memory;
} Truth;

static gboolean
find_base (gpointer user_data, MadoId id, MadoEntity **out_entity, GError **error)
{
  const Truth *self = user_data;
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, "SELECT text FROM overlay WHERE id = ?1");
  g_autoptr (GBytes) text = NULL;
  MadoRow row;

  mado_statement_bind_id (statement, 1, id);
  if (mado_statement_step (statement)) {
    text = mado_statement_dup_bytes (statement, 0);
    *out_entity = g_bytes_get_size (text) > 0 ? mado_row_read_text (text, error) : NULL;
    return TRUE;
  }
  if (!mado_row_find (self->database, id, &row, error))
    return FALSE;
  *out_entity = row.entity;

  return TRUE;
}

static gboolean
find_on_top (gpointer user_data, MadoId id, MadoEntity **out_entity, GError **error)
{
  const Truth *self = user_data;

  return mado_records_find_entity (mado_memory_get_records (self->memory), id, out_entity, error);
}

static gboolean
take_pending (ReplicaOffice *self, Truth *truth, const GPtrArray *entries, guint *place)
{
  const MadoRecords records = { find_on_top, NULL, truth };
  const MadoJournalEntry *leader = g_ptr_array_index (entries, *place);
  MadoContext context = { .now = leader->at, .actor = self->person, .signer = self->person };
  MadoPublicKey key;
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  g_autoptr (GPtrArray) outcomes = NULL;
  const MadoJournalEntry *entry = leader;

  do {
    g_ptr_array_add (operations,
                     mado_operation_read (g_bytes_get_data (entry->text, NULL), g_bytes_get_size (entry->text), NULL));
    if (++*place == entries->len)
      break;
    entry = g_ptr_array_index (entries, *place);
  } while (mado_id_is_valid (leader->group) && mado_id_compare (entry->group, leader->group) == 0);
  if (mado_operation_is_signed (g_ptr_array_index (operations, 0)) &&
      mado_operation_verify (g_ptr_array_index (operations, 0), &key, NULL))
    context.signer_key = &key;
  if (operations->len == 1) { /* which may be in conflict and is done all the same */
    outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_outcome_free);
    g_ptr_array_add (outcomes, mado_apply (self->judge, &records, g_ptr_array_index (operations, 0), &context, NULL));
  } else {
    outcomes = mado_apply_group (self->judge, &records, operations, &context, NULL);
  }
  for (guint i = 0; i < outcomes->len; i++) {
    MadoOutcome *outcome = g_ptr_array_index (outcomes, i);
    const char *code = outcome->refusal != NULL ? outcome->refusal->code : NULL;

    entry = g_ptr_array_index (entries, *place - outcomes->len + i);
    if (g_strcmp0 (code, entry->code) != 0)
      return FALSE;
    mado_memory_take (truth->memory, outcome);
  }

  return TRUE;
}

static gboolean
is_shown (Truth *truth, MadoId id)
{
  g_autoptr (MadoEntity) expected = NULL;
  g_auto (MadoRow) row = { 0 };

  if (!find_on_top (truth, id, &expected, NULL) || !mado_row_find (truth->database, id, &row, NULL))
    return FALSE;
  if (expected == NULL || row.entity == NULL)
    return expected == row.entity;

  return g_bytes_equal (mado_entity_get_text (expected), mado_entity_get_text (row.entity));
}

static gboolean
is_all_shown (Truth *truth)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (truth->database, "SELECT id FROM overlay");

  while (mado_statement_step (statement))
    if (!is_shown (truth, mado_statement_get_id (statement, 0)))
      return FALSE;

  return mado_statement_finish (statement, NULL);
}

static gboolean
is_none (MadoDatabase *database, const char *sql)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  return mado_statement_step (statement) && mado_statement_get_int (statement, 0) == 0;
}

/* Every entity that a pending operation changes has its base kept; is_all_shown() looked at those. */
static gboolean
is_pending_kept (Truth *truth, const GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (entries, i);

    if (entry->code == NULL && !is_shown (truth, entry->entity))
      return FALSE;
  }

  return TRUE;
}

static gboolean
is_each_list_right (MadoDatabase *database)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  return mado_queue_check (database, findings, NULL) && mado_findings_get_count (findings) == 0;
}

static gboolean
is_every_sample_found (ReplicaOffice *self, MadoDatabase *database)
{
  gboolean is_right = FALSE;

  return mado_search_check (database, self->programme, &is_right, NULL) && is_right;
}

/**
 * replica_office_check_indexes:
 * @self: an office
 * @database: the file of its replica
 *
 * Returns: (nullable): what does not hold: that the lists count what is in them and hold each case once for each list
 *   that it belongs to, that the search finds what the bodies say
 */
const char *
replica_office_check_indexes (ReplicaOffice *self, MadoDatabase *database)
{
  if (!is_each_list_right (database))
    return "a list that counts other rows than it has";
  if (!is_none (database, "SELECT (SELECT count (*) FROM queue_row WHERE queue LIKE 'state:%')"
                          " - (SELECT count (*) FROM entity)"))
    return "a list of a state that is not complete";
  if (!is_none (database, "SELECT count (*) FROM queue_row LEFT JOIN entity USING (row) WHERE id IS NULL"))
    return "a list with a row that is not there";
  if (!is_every_sample_found (self, database))
    return "something is not found that is there";

  return NULL;
}

static gboolean
gives (MadoDatabase *database, const char *pragma, const char *expected)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, pragma);
  const char *answer = mado_statement_step (statement) ? mado_statement_get_text (statement, 0) : NULL;

  return g_strcmp0 (answer, expected) == 0 && mado_statement_finish (statement, NULL);
}

/**
 * replica_office_check_pages:
 * @database: a replica's file, which nobody else has open
 *
 * The check of the cipher reads the file itself, so what still is in the log is brought there first.
 *
 * Returns: (nullable): what does not hold: that each page is as it was encrypted, and the file is what SQLite wrote
 */
const char *
replica_office_check_pages (MadoDatabase *database)
{
  if (!mado_database_empty_log (database, NULL))
    return "the log cannot be brought into the file";
  if (!gives (database, "PRAGMA integrity_check", "ok"))
    return "the file is not sound";
  if (!gives (database, "PRAGMA cipher_integrity_check", NULL))
    return "a page is not what was encrypted";

  return NULL;
}

/**
 * replica_office_check:
 * @self: an office
 * @database: the file of its replica
 *
 * Returns: (nullable): what does not hold: that the journal is whole, that what is shown is what the service said with
 *   what is pending on top, that each entity has one body
 */
const char *
replica_office_check (ReplicaOffice *self, MadoDatabase *database)
{
  g_autoptr (GPtrArray) entries = mado_journal_list_pending (database, NULL);
  Truth truth = { .database = database };
  const MadoRecords base = { find_base, NULL, &truth };
  g_autoptr (MadoMemory) memory = mado_memory_new (&base);
  gboolean is_whole = FALSE;

  truth.memory = memory;
  if (entries == NULL || !mado_journal_check (database, &is_whole, NULL))
    return "the journal cannot be read";
  if (!is_whole)
    return "the journal is not whole";
  for (guint i = 0; i < entries->len;)
    if (!take_pending (self, &truth, entries, &i))
      return "the journal tells otherwise why an operation is not shown";
  if (!is_all_shown (&truth) || !is_pending_kept (&truth, entries))
    return "something else is shown";
  if (!is_none (database, "SELECT count (*) FROM entity FULL JOIN body USING (row) WHERE id IS NULL OR text IS NULL"))
    return "an entity without body, or a body without entity";

  return NULL;
}
