/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks through a profile once, kind by kind. A case goes with its letters and with what came back for it, or not at
 * all; the service judges each of them again. */

#include "mado-term-due.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-preservation.h"
#include "mado-row.h"
#include "mado-statement.h"

#define PAGE 500

enum {
  CASES,
  INQUIRIES,
  NOTICES,
  RECOVERIES,
};

/* What goes with a case. */
typedef struct {
  GPtrArray *notices;
  GPtrArray *recoveries;
  gboolean is_unsettled;
} Company;

typedef struct {
  MadoDatabase *database;
  const MadoProgramme *programme;
  const MadoHandoverBook *book;
  MadoDate today;
  GHashTable *companies; /* id of a case → Company */
  GHashTable *proposed;  /* (element-type utf8): ids that wait for a second person, or the service */
  MadoTermDue *due;
} Search;

typedef void (*Take) (Search *self, const MadoEntity *entity);

static void
free_company (gpointer data)
{
  Company *company = data;

  g_ptr_array_unref (company->notices);
  g_ptr_array_unref (company->recoveries);
  g_free (company);
}

static char *
dup_id (const MadoEntity *entity)
{
  char *text = g_malloc (MADO_ID_TEXT_SIZE);

  mado_id_to_text (mado_entity_get_id (entity), text);

  return text;
}

static gboolean
visit (Search *self, const char *kind, Take take, GError **error)
{
  g_autoptr (MadoEntity) last = NULL;

  for (;;) {
    g_autoptr (GPtrArray) page = mado_row_list (self->database, kind, NULL, last, PAGE, error);

    if (page == NULL)
      return FALSE;
    for (guint i = 0; i < page->len; i++)
      take (self, g_ptr_array_index (page, i));
    if (page->len < PAGE)
      return TRUE;
    g_clear_pointer (&last, mado_entity_unref);
    last = mado_entity_ref (g_ptr_array_index (page, page->len - 1));
  }
}

/* --- what is named already ---------------------------------------------------------------------------------------- */

static void
collect (const MadoEntity *erasure, GHashTable *ids)
{
  for (const MadoTermErasureList *list = mado_term_erasure_lists; list->list != NULL; list++) {
    yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (erasure), list->list));

    for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
      char *id = g_strdup (yyjson_get_str (one));

      g_hash_table_add (ids, id);
    }
  }
}

/* Returns: (transfer full) (element-type utf8): of what is gone, or of what waits for it */
static GHashTable *
collect_all (const MadoHandoverBook *book, gboolean is_gone)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < book->erasures->len; i++)
    if (mado_handover_book_has_erased (book, g_ptr_array_index (book->erasures, i)) == is_gone &&
        strcmp (mado_entity_get_state (g_ptr_array_index (book->erasures, i)), MADO_TERM_ERASURE_WITHDRAWN) != 0)
      collect (g_ptr_array_index (book->erasures, i), ids);

  return ids;
}

/* --- what goes with a case ---------------------------------------------------------------------------------------- */

static Company *
ensure_company (Search *self, const char *about)
{
  Company *company = g_hash_table_lookup (self->companies, about);

  if (company == NULL) {
    company = g_new0 (Company, 1);
    company->notices = g_ptr_array_new_with_free_func (g_free);
    company->recoveries = g_ptr_array_new_with_free_func (g_free);
    g_hash_table_insert (self->companies, g_strdup (about), company);
  }

  return company;
}

static void
take_companion (Search *self, const MadoEntity *entity)
{
  const char *about = mado_json_get_text (mado_entity_get_body (entity), "case");
  Company *company = about[0] != '\0' ? ensure_company (self, about) : NULL;

  if (company == NULL)
    return;
  if (!mado_term_erasure_is_settled (self->programme, entity))
    company->is_unsettled = TRUE;
  g_ptr_array_add (strcmp (mado_entity_get_kind (entity), "notice") == 0 ? company->notices : company->recoveries,
                   dup_id (entity));
}

/* --- what is due -------------------------------------------------------------------------------------------------- */

static gboolean
is_preserved (const Search *self, const char *subject)
{
  for (guint i = 0; i < self->book->preservations->len; i++) {
    const MadoEntity *preservation = g_ptr_array_index (self->book->preservations, i);
    const char *held = mado_json_get_text (mado_entity_get_body (preservation), "subject");

    if (strcmp (mado_entity_get_state (preservation), MADO_PRESERVATION_HELD) == 0 &&
        (held[0] == '\0' || strcmp (held, subject) == 0))
      return TRUE;
  }

  return FALSE;
}

/* Returns: the last day of its term, where that is over */
static MadoDate
find_end (const Search *self, const MadoEntity *entity)
{
  MadoDate end = mado_term_erasure_find_end (self->programme, entity);

  return mado_date_is_valid (end) && mado_date_compare (end, self->today) < 0 ? end : MADO_DATE_NONE;
}

static void
add_all (MadoTermDue *due, guint list, const GPtrArray *ids)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_ptr_array_add (due->ids[list], g_strdup (g_ptr_array_index (ids, i)));
}

static void
add (Search *self, guint list, const MadoEntity *entity, const Company *company, MadoDate end)
{
  MadoTermDue *due = self->due;
  const guint count = 1 + (company != NULL ? company->notices->len + company->recoveries->len : 0);

  if (due->count + count > MADO_TERM_ERASURE_MAX) {
    due->has_more = TRUE;
    return;
  }
  g_ptr_array_add (due->ids[list], dup_id (entity));
  add_all (due, NOTICES, company != NULL ? company->notices : NULL);
  add_all (due, RECOVERIES, company != NULL ? company->recoveries : NULL);
  due->count += count;
  if (!mado_date_is_valid (due->until) || mado_date_compare (end, due->until) > 0)
    due->until = end;
}

static void
take_case (Search *self, const MadoEntity *entity)
{
  MadoDate end = find_end (self, entity);
  g_autofree char *id = dup_id (entity);
  const Company *company = g_hash_table_lookup (self->companies, id);

  if (!mado_date_is_valid (end))
    return;
  if (g_hash_table_contains (self->proposed, id))
    self->due->n_proposed++;
  else if (is_preserved (self, id))
    self->due->n_preserved++;
  else if (company != NULL && company->is_unsettled)
    self->due->n_unsettled++;
  else
    add (self, CASES, entity, company, end);
}

static void
take_inquiry (Search *self, const MadoEntity *entity)
{
  MadoDate end = find_end (self, entity);
  g_autofree char *id = dup_id (entity);

  if (!mado_date_is_valid (end))
    return;
  if (g_hash_table_contains (self->proposed, id))
    self->due->n_proposed++;
  else if (is_preserved (self, mado_json_get_text (mado_entity_get_body (entity), "case")))
    self->due->n_preserved++;
  else
    add (self, INQUIRIES, entity, NULL, end);
}

/**
 * mado_term_due_find:
 * @database: any connection
 * @programme: whose terms count
 * @book: the ledger, which knows what is preserved
 * @today: the day in Japan
 * @error: where to put why the profile cannot be read
 *
 * Returns: (transfer full) (nullable): what may go, as far as it is here
 */
MadoTermDue *
mado_term_due_find (MadoDatabase *database,
                    const MadoProgramme *programme,
                    const MadoHandoverBook *book,
                    MadoDate today,
                    GError **error)
{
  g_autoptr (MadoTermDue) due = g_new0 (MadoTermDue, 1);
  g_autoptr (GHashTable) companies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_company);
  g_autoptr (GHashTable) proposed = collect_all (book, FALSE);
  Search self = { database, programme, book, today, companies, proposed, due };

  due->until = MADO_DATE_NONE;
  for (gsize i = 0; i < G_N_ELEMENTS (due->ids); i++)
    due->ids[i] = g_ptr_array_new_with_free_func (g_free);
  if (!visit (&self, "notice", take_companion, error) || !visit (&self, "recovery", take_companion, error) ||
      !visit (&self, "case", take_case, error) || !visit (&self, "inquiry", take_inquiry, error))
    return NULL;

  return g_steal_pointer (&due);
}

/**
 * mado_term_due_free:
 * @self: (transfer full): what is due
 */
void
mado_term_due_free (MadoTermDue *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->ids); i++)
    g_ptr_array_unref (self->ids[i]);
  g_free (self);
}

/**
 * mado_term_due_write:
 * @self: what is due, and not nothing
 * @number: of the erasure
 *
 * Returns: (transfer full): the body of an `erasure.propose`
 */
yyjson_mut_doc *
mado_term_due_write (const MadoTermDue *self, const char *number)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (self->until, iso);
  yyjson_mut_doc_set_root (doc, body);
  yyjson_mut_obj_add_strcpy (doc, body, "number", number);
  yyjson_mut_obj_add_strcpy (doc, body, "until", iso);
  for (gsize i = 0; i < G_N_ELEMENTS (self->ids); i++) {
    yyjson_mut_val *list = yyjson_mut_arr (doc);

    for (guint j = 0; j < self->ids[i]->len; j++)
      yyjson_mut_arr_add_strcpy (doc, list, g_ptr_array_index (self->ids[i], j));
    if (self->ids[i]->len > 0)
      yyjson_mut_obj_add_val (doc, body, mado_term_erasure_lists[i].list, list);
  }

  return doc;
}

/* --- what remains ------------------------------------------------------------------------------------------------- */

/**
 * mado_term_erasure_count:
 * @erasure: an erasure
 *
 * Returns: how many entities it is about
 */
guint
mado_term_erasure_count (const MadoEntity *erasure)
{
  guint count = 0;

  for (const MadoTermErasureList *list = mado_term_erasure_lists; list->list != NULL; list++)
    count += (guint) yyjson_arr_size (yyjson_obj_get (mado_entity_get_body (erasure), list->list));

  return count;
}

/* Whether any text of it is one of the ids, at whatever depth. */
static gboolean
names_any (yyjson_val *value, GHashTable *ids)
{
  gsize place, length;
  yyjson_val *key, *one;

  if (yyjson_is_str (value))
    return g_hash_table_contains (ids, yyjson_get_str (value));
  if (yyjson_is_arr (value))
    yyjson_arr_foreach (value, place, length, one) if (names_any (one, ids)) return TRUE;
  if (yyjson_is_obj (value))
    yyjson_obj_foreach (value, place, length, key, one) if (names_any (one, ids)) return TRUE;

  return FALSE;
}

static void
count_kind (GArray *remains, const char *kind)
{
  for (guint i = 0; i < remains->len; i++)
    if (strcmp (g_array_index (remains, MadoTermRemains, i).kind, kind) == 0) {
      g_array_index (remains, MadoTermRemains, i).count++;
      return;
    }

  const MadoTermRemains one = { g_strdup (kind), 1 };

  g_array_append_val (remains, one);
}

static void
clear_remains (gpointer data)
{
  g_free (((MadoTermRemains *) data)->kind);
}

static const char list_all[] =
    "SELECT text FROM entity JOIN body USING (row) WHERE kind <> 'erasure' ORDER BY kind, id";

/**
 * mado_term_remains_find:
 * @database: any connection
 * @book: the ledger, which knows what was erased
 * @error: where to put why the profile cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type MadoTermRemains): of each kind that still names something that was
 *   erased, how many do; the erasures themselves are not counted
 */
GArray *
mado_term_remains_find (MadoDatabase *database, const MadoHandoverBook *book, GError **error)
{
  g_autoptr (GArray) remains = g_array_new (FALSE, FALSE, sizeof (MadoTermRemains));
  g_autoptr (GHashTable) ids = collect_all (book, TRUE);
  g_autoptr (MadoStatement) statement = NULL;

  g_array_set_clear_func (remains, clear_remains);
  if (g_hash_table_size (ids) == 0)
    return g_steal_pointer (&remains);
  statement = mado_statement_take (database, list_all);
  while (mado_statement_step (statement)) {
    g_autoptr (GBytes) text = mado_statement_dup_bytes (statement, 0);
    g_autoptr (MadoEntity) entity = mado_row_read_text (text, error);

    if (entity == NULL)
      return NULL;
    if (names_any (mado_entity_get_body (entity), ids))
      count_kind (remains, mado_entity_get_kind (entity));
  }

  return mado_statement_finish (statement, error) ? g_steal_pointer (&remains) : NULL;
}
