/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does operations the way a service would, for tests. */

#include "desk.h"

#include <string.h>

#include "mado-hash.h"
#include "mado-signed-json.h"
#include "programme-sample.h"
#include "terminals.h"

/**
 * desk_new_for:
 * @programme: (transfer full): the programme
 *
 * Returns: (transfer full): a desk on the morning of 2025-05-01, with nothing on record and nobody at it
 */
Desk *
desk_new_for (MadoProgramme *programme)
{
  Desk *self = g_new0 (Desk, 1);

  self->programme = programme;
  self->judge = mado_judge_new (self->programme, NULL);
  g_assert_nonnull (self->judge);
  self->memory = mado_memory_new (NULL);
  self->roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) mado_signing_key_free);
  desk_set_day (self, "2025-05-01");

  return self;
}

/**
 * desk_new:
 * @programme: the name of its file in data/programmes/
 *
 * Returns: (transfer full): a desk as from desk_new_for()
 */
Desk *
desk_new (const char *programme)
{
  return desk_new_for (programme_sample_load (programme));
}

/**
 * desk_free:
 * @self: (transfer full): a desk
 */
void
desk_free (Desk *self)
{
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->roles);
  mado_memory_free (self->memory);
  mado_judge_free (self->judge);
  mado_programme_unref (self->programme);
  g_free (self);
}

/**
 * desk_add_person:
 * @self: a desk
 * @account: who; the key follows from it
 * @roles: with spaces between them
 */
void
desk_add_person (Desk *self, const char *account, const char *roles)
{
  MadoHash seed = mado_hash_of (account, strlen (account));
  MadoSigningKey *key = mado_signing_key_from_seed (mado_secret_new_wiping (seed.bytes, MADO_SIGNING_SEED_SIZE), NULL);

  g_assert_nonnull (key);
  g_hash_table_insert (self->roles, g_strdup (account), g_strsplit (roles, " ", -1));
  g_hash_table_insert (self->keys, g_strdup (account), key);
}

static const MadoSigningKey *
get_key (const Desk *self, const char *account)
{
  const MadoSigningKey *key = g_hash_table_lookup (self->keys, account);

  g_assert_nonnull (key);

  return key;
}

/**
 * desk_dup_key:
 * @self: a desk
 * @account: one of its persons
 *
 * Returns: (transfer full): the person's public key as hexadecimal digits
 */
char *
desk_dup_key (const Desk *self, const char *account)
{
  return mado_public_key_to_hex (mado_signing_key_get_public (get_key (self, account)));
}

/**
 * desk_set_day:
 * @self: a desk
 * @day: the day on which it works from now on, at 10 in the morning in Japan
 */
void
desk_set_day (Desk *self, const char *day)
{
  g_autofree char *iso = g_strconcat (day, "T01:00:00.000000Z", NULL);

  self->now = mado_instant_from_iso (iso);
  g_assert_true (mado_instant_is_valid (self->now));
}

/**
 * desk_pass_minutes:
 * @self: a desk
 * @minutes: that go by
 */
void
desk_pass_minutes (Desk *self, gint64 minutes)
{
  self->now.microseconds += minutes * 60 * G_USEC_PER_SEC;
}

/**
 * desk_draw_id:
 * @self: a desk
 *
 * Returns: an id that nothing has yet
 */
MadoId
desk_draw_id (Desk *self)
{
  static const guint8 random[MADO_ID_RANDOM_SIZE] = { 0 };

  return mado_id_next (&self->sequence, self->now, random);
}

static yyjson_doc *G_GNUC_PRINTF (1, 0) parse (const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  yyjson_doc *doc = NULL;

  g_strdelimit (text, "'", '"');
  doc = yyjson_read (text, strlen (text), 0);
  if (doc == NULL)
    g_error ("not JSON: %s", text);

  return doc;
}

/**
 * desk_put:
 * @self: a desk
 * @kind: a kind of entity
 * @state: its state
 * @body: its body, to be filled in like printf()
 *
 * Returns: the id of an entity that is on record without anything having been done for it
 */
MadoId
desk_put (Desk *self, const char *kind, const char *state, const char *body, ...)
{
  g_autoptr (MadoDraft) draft = mado_draft_new (desk_draw_id (self), kind, state);
  g_autoptr (MadoOutcome) outcome = mado_outcome_new ();
  va_list arguments;

  va_start (arguments, body);
  g_autoptr (yyjson_doc) doc = parse (body, arguments);
  va_end (arguments);
  draft->body = yyjson_val_mut_copy (draft->doc, yyjson_doc_get_root (doc));

  MadoId id = draft->id;
  MadoEntity *entity = mado_draft_finish (draft, NULL);

  g_assert_nonnull (entity);
  g_ptr_array_add (outcome->entities, entity);
  mado_holds_compare (NULL, entity, outcome->taken, outcome->released);
  mado_memory_take (self->memory, outcome);

  return id;
}

/* --- operations -------------------------------------------------------------------------------------------------- */

static MadoEntity *
find (const Desk *self, MadoId id)
{
  g_autoptr (MadoEntity) entity = NULL;

  g_assert_true (mado_records_find_entity (mado_memory_get_records (self->memory), id, &entity, NULL));

  return entity; /* the records keep it until its next version */
}

static MadoPerson
get_person (const Desk *self, const char *account)
{
  const char *const *roles = g_hash_table_lookup (self->roles, account);

  g_assert_nonnull (roles);

  return (MadoPerson) { account, roles };
}

static MadoOperation *
write_operation (Desk *self, const char *actor, MadoId entity, const char *act, yyjson_doc *body)
{
  const MadoEntity *before = find (self, entity);
  MadoOperationHeader header = {
    .id = desk_draw_id (self),
    .entity = entity,
    .kind = act,
    .base = before != NULL ? mado_entity_get_version (before) - self->n_behind : 0,
    .actor = actor,
    .terminal = "t-01",
    .time = self->now.microseconds / 1000,
    .group = self->group,
  };
  yyjson_mut_doc *doc = yyjson_doc_mut_copy (body, NULL);
  MadoOperation *operation = mado_operation_new (&header, yyjson_mut_doc_get_root (doc), NULL);

  g_assert_nonnull (operation);
  yyjson_mut_doc_free (doc);

  return operation;
}

/* What an act writes is listed for somebody: together, all roles get all that is not the backend's alone. */
static void
assert_shown_whole (const Desk *self, MadoEntity *entity)
{
  static const char *const plain[] = { "earlier_payment", "erasure", "handover",     "incident", "inquiry",
                                       "notice",          "person",  "preservation", "recovery", "run",
                                       "saying",          "series",  "wording",      NULL };
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();

  if (!g_strv_contains (plain, mado_entity_get_kind (entity)))
    return;
  for (guint i = 0; i < mado_section_get_count (self->programme->roles); i++)
    g_ptr_array_add (roles, (gpointer) ((const MadoNamed *) mado_section_get (self->programme->roles, i))->id);
  g_ptr_array_add (roles, NULL);

  MadoPerson person = { "everybody", (const char *const *) roles->pdata };
  const MadoRecords *records = mado_memory_get_records (self->memory);
  g_autoptr (MadoEntity) projected = terminals_project (self->programme, records, entity, &person);
  g_autoptr (MadoDraft) draft = mado_draft_from (entity);

  mado_draft_remove (draft, draft->body, "claims");

  g_autoptr (yyjson_doc) body = mado_draft_read_body (draft);

  g_assert_true (yyjson_equals (mado_entity_get_body (projected), yyjson_doc_get_root (body)));
}

/**
 * desk_dup_signed:
 * @self: a desk
 * @account: one of its persons
 * @object: what that person signs, to be filled in like printf()
 *
 * Returns: (transfer full): the same with a signature, to be put into a body
 */
char *
desk_dup_signed (const Desk *self, const char *account, const char *object, ...)
{
  va_list arguments;

  va_start (arguments, object);
  g_autoptr (yyjson_doc) doc = parse (object, arguments);
  va_end (arguments);

  g_autoptr (GBytes) text = mado_signed_json_sign (yyjson_doc_get_root (doc), get_key (self, account), NULL);

  g_assert_nonnull (text);

  char *quoted = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));

  return g_strdelimit (quoted, "\"", '\'');
}

/**
 * desk_write:
 * @self: a desk
 * @actor: one of its persons
 * @entity: what it is done with
 * @act: what is done
 * @body: what exactly, to be filled in like printf()
 *
 * Returns: (transfer full): the operation, which nobody has done or signed yet
 */
MadoOperation *
desk_write (Desk *self, const char *actor, MadoId entity, const char *act, const char *body, ...)
{
  va_list arguments;

  va_start (arguments, body);
  g_autoptr (yyjson_doc) doc = parse (body, arguments);
  va_end (arguments);

  return write_operation (self, actor, entity, act, doc);
}

/* The signature stays, what it stands under changes. */
static MadoOperation *
forge (const MadoOperation *operation)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (mado_operation_get_text (operation), &length);
  g_autoptr (GString) forged = g_string_new_len (text, (gssize) length);

  g_assert_cmpuint (g_string_replace (forged, "\"t-01\"", "\"t-02\"", 0), ==, 1);

  MadoOperation *other = mado_operation_read (forged->str, forged->len, NULL);

  g_assert_nonnull (other);

  return other;
}

static MadoOutcome *
apply (Desk *self, const char *actor, const MadoOperation *plain)
{
  const char *signer = self->signer != NULL ? self->signer : actor;
  const char *signed_in = self->signed_in != NULL ? self->signed_in : actor;
  MadoContext context = { .now = self->now, .actor = get_person (self, signed_in) };
  g_autoptr (MadoOperation) operation = NULL;

  if (signer[0] != '\0') {
    context.signer_key = mado_signing_key_get_public (get_key (self, signer));
    context.signer = get_person (self, signer);
    operation = mado_operation_sign (plain, get_key (self, signer), NULL);
    g_assert_nonnull (operation);
    if (self->is_forged) {
      g_autoptr (MadoOperation) honest = g_steal_pointer (&operation);

      operation = forge (honest);
    }
  }

  const MadoRecords *records = mado_memory_get_records (self->memory);
  const MadoOperation *wanted = operation != NULL ? operation : plain;
  g_autoptr (GError) error = NULL;
  MadoOutcome *outcome = mado_apply (self->judge, records, wanted, &context, &error);

  g_assert_no_error (error);
  terminals_try (self->judge, records, wanted, &context);
  terminals_compare (self->judge, records, wanted, &context, outcome);
  for (guint i = 0; i < outcome->entities->len; i++)
    assert_shown_whole (self, g_ptr_array_index (outcome->entities, i));

  return outcome;
}

static MadoOutcome *G_GNUC_PRINTF (5, 0)
    try (Desk *self, const char *actor, MadoId entity, const char *act, const char *format, va_list arguments)
{
  g_autoptr (yyjson_doc) body = parse (format, arguments);
  g_autoptr (MadoOperation) operation = write_operation (self, actor, entity, act, body);
  MadoOutcome *outcome = apply (self, actor, operation);

  if (outcome->refusal != NULL)
    g_assert_cmpstr (mado_refusal_get_message (outcome->refusal->code), !=, "");
  mado_memory_take (self->memory, outcome);

  return outcome;
}

/**
 * desk_try:
 * @self: a desk
 * @actor: one of its persons
 * @entity: what it is done with
 * @act: what is done
 * @body: what exactly, to be filled in like printf()
 *
 * Returns: (transfer full): what came of it, which is on record now
 */
MadoOutcome *
desk_try (Desk *self, const char *actor, MadoId entity, const char *act, const char *body, ...)
{
  va_list arguments;

  va_start (arguments, body);
  MadoOutcome *outcome = try (self, actor, entity, act, body, arguments);
  va_end (arguments);

  return outcome;
}

static void
assert_applied (const MadoOutcome *outcome, const char *act)
{
  if (outcome->kind != MADO_OUTCOME_APPLIED)
    g_error ("%s: %s, %s %s", act, mado_outcome_kind_get_name (outcome->kind),
             outcome->refusal != NULL ? outcome->refusal->code : "",
             outcome->refusal != NULL && outcome->refusal->subjects->len > 0
                 ? (const char *) g_ptr_array_index (outcome->refusal->subjects, 0)
                 : "");
}

/**
 * desk_do:
 * @self: a desk
 * @actor: one of its persons
 * @entity: what it is done with
 * @act: what is done, which must be good
 * @body: what exactly, to be filled in like printf()
 */
void
desk_do (Desk *self, const char *actor, MadoId entity, const char *act, const char *body, ...)
{
  va_list arguments;

  va_start (arguments, body);
  g_autoptr (MadoOutcome) outcome = try (self, actor, entity, act, body, arguments);
  va_end (arguments);
  assert_applied (outcome, act);
}

/**
 * desk_make:
 * @self: a desk
 * @actor: one of its persons
 * @act: what is done, which must be good
 * @body: what exactly, to be filled in like printf()
 *
 * Returns: the id of what was made by it
 */
MadoId
desk_make (Desk *self, const char *actor, const char *act, const char *body, ...)
{
  MadoId id = desk_draw_id (self);
  va_list arguments;

  va_start (arguments, body);
  g_autoptr (MadoOutcome) outcome = try (self, actor, id, act, body, arguments);
  va_end (arguments);
  assert_applied (outcome, act);

  return id;
}

/**
 * desk_refuse:
 * @self: a desk
 * @code: why it must be refused
 * @subject: (nullable): what about
 * @actor: one of its persons
 * @entity: what it is tried with; %MADO_ID_NONE: with something new
 * @act: what is tried
 * @body: what exactly, to be filled in like printf()
 *
 * What is refused leaves nothing behind.
 */
void
desk_refuse (Desk *self,
             const char *code,
             const char *subject,
             const char *actor,
             MadoId entity,
             const char *act,
             const char *body,
             ...)
{
  MadoId id = mado_id_is_valid (entity) ? entity : desk_draw_id (self);
  va_list arguments;

  va_start (arguments, body);
  g_autoptr (MadoOutcome) outcome = try (self, actor, id, act, body, arguments);
  va_end (arguments);

  g_assert_nonnull (outcome->refusal);
  g_assert_cmpstr (outcome->refusal->code, ==, code);
  if (subject != NULL) {
    g_assert_cmpuint (outcome->refusal->subjects->len, >, 0);
    g_assert_cmpstr (g_ptr_array_index (outcome->refusal->subjects, 0), ==, subject);
  }
  g_assert_cmpuint (outcome->entities->len + outcome->taken->len + outcome->released->len, ==, 0);
}

/* --- what is on record ------------------------------------------------------------------------------------------- */

/**
 * desk_get_state:
 * @self: a desk
 * @entity: an entity
 *
 * Returns: (transfer none): its state
 */
const char *
desk_get_state (Desk *self, MadoId entity)
{
  return mado_entity_get_state (find (self, entity));
}

static yyjson_val *
get (Desk *self, MadoId entity, const char *pointer)
{
  return yyjson_ptr_get (mado_entity_get_body (find (self, entity)), pointer);
}

/**
 * desk_get_text:
 * @self: a desk
 * @entity: an entity
 * @pointer: a JSON pointer into its body
 *
 * Returns: (transfer none) (nullable): the text there
 */
const char *
desk_get_text (Desk *self, MadoId entity, const char *pointer)
{
  return yyjson_get_str (get (self, entity, pointer));
}

/**
 * desk_get_number:
 * @self: a desk
 * @entity: an entity
 * @pointer: a JSON pointer into its body
 *
 * Returns: the number there, or the size of the list
 */
gint64
desk_get_number (Desk *self, MadoId entity, const char *pointer)
{
  yyjson_val *value = get (self, entity, pointer);

  return yyjson_is_arr (value) ? (gint64) yyjson_arr_size (value) : yyjson_get_sint (value);
}

/**
 * desk_has:
 * @self: a desk
 * @entity: an entity
 * @pointer: a JSON pointer into its body
 *
 * Returns: whether something is there
 */
gboolean
desk_has (Desk *self, MadoId entity, const char *pointer)
{
  return get (self, entity, pointer) != NULL;
}

/**
 * desk_id:
 * @id: an id
 *
 * Returns: its text
 */
DeskId
desk_id (MadoId id)
{
  DeskId text;

  mado_id_to_text (id, text.text);

  return text;
}
