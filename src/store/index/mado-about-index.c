/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever names a case says so in one member of its body, of whichever kind it is. */

#include "mado-about-index.h"

#include <string.h>

#include "mado-case.h"
#include "mado-json-member.h"
#include "mado-row-keys.h"
#include "mado-row.h"
#include "mado-statement.h"

#define FORMAT "about 1"

static char *
dup_subject (G_GNUC_UNUSED const MadoProgramme *programme, const MadoEntity *entity)
{
  const char *subject = mado_json_get_text (mado_entity_get_body (entity), "case");
  gboolean has_one = strcmp (mado_entity_get_kind (entity), mado_case_kind.name) != 0 &&
                     mado_id_is_valid (mado_id_from_text (subject));

  return has_one ? g_strdup (subject) : NULL;
}

static const MadoRowKeys subjects = {
  .add = "INSERT INTO about (subject, row) VALUES (?1, ?2)",
  .remove = "DELETE FROM about WHERE subject = ?1 AND row = ?2",
  .remove_all = "DELETE FROM about",
  .list = "SELECT row, text FROM entity JOIN body USING (row) WHERE kind <> 'case'",
  .find = "SELECT 1 FROM about WHERE subject = ?1 AND row = ?2",
  .count = "SELECT count (*) FROM about",
  .dup_key = dup_subject,
};

static gboolean
change (MadoDatabase *database,
        const MadoProgramme *programme,
        const MadoRowChange *changes,
        guint n_changes,
        GError **error)
{
  return mado_row_keys_change (&subjects, database, programme, changes, n_changes, error);
}

static gboolean
rebuild (MadoDatabase *database, const MadoProgramme *programme, GError **error)
{
  return mado_row_keys_rebuild (&subjects, database, programme, error);
}

static void
add_basis (MadoHasher *hasher, G_GNUC_UNUSED const MadoProgramme *programme)
{
  mado_index_add_text (hasher, FORMAT);
}

const MadoIndex mado_about_index = { "about", change, rebuild, add_basis };

/**
 * mado_about_check:
 * @reader: any connection
 * @programme: the programme
 * @out_is_right: (out): whether all that is about a case is found by it, and nothing else is
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_about_check (MadoDatabase *reader, const MadoProgramme *programme, gboolean *out_is_right, GError **error)
{
  return mado_row_keys_check (&subjects, reader, programme, out_is_right, error);
}

/* Ids are in the order in which they were drawn. */
static const char list_kind[] = "SELECT text FROM about JOIN entity USING (row) JOIN body USING (row)"
                                " WHERE subject = ?1 AND kind = ?2 ORDER BY id DESC LIMIT ?3";

/**
 * mado_about_list:
 * @database: any connection
 * @subject: a case
 * @kind: "inquiry", …
 * @limit: how many at most
 * @error: where to put why they cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type MadoEntity): what is about it, the newest first
 */
GPtrArray *
mado_about_list (MadoDatabase *database, MadoId subject, const char *kind, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_kind);
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (subject, text);
  mado_statement_bind_text (statement, 1, text);
  mado_statement_bind_text (statement, 2, kind);
  mado_statement_bind_int (statement, 3, limit);
  while (mado_statement_step (statement)) {
    g_autoptr (GBytes) bytes = mado_statement_dup_bytes (statement, 0);
    MadoEntity *entity = mado_row_read_text (bytes, error);

    if (entity == NULL)
      return NULL;
    g_ptr_array_add (list, entity);
  }

  return mado_statement_finish (statement, error) ? g_steal_pointer (&list) : NULL;
}
