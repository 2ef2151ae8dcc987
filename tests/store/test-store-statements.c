/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every statement of src/store/, as it stands in the sources, is prepared, and none goes through a whole table where
 * there are many rows. */

#include "mado-statement-check.h"
#include "store-sample.h"

#define N_AT_LEAST 40

static const char *const tables[] = { "entity",     "body",          "journal", "queue_row", "draft",
                                      "blob",       "blob_owner",    "erased",  "receipt",   "import_row",
                                      "attachment", "reference_row", NULL };

/* What has to go through all rows, and why. */
static const char *const whole_tables[] = {
  "UPDATE entity SET seq = ?1", /* whatever is here may have changed, once the service is another */
  "SELECT row, text FROM body", /* a check reads all that there is */
  "SELECT entity.row, id, kind, state, version, text FROM entity LEFT JOIN body ON body.row = entity.row", /* the same
                                                                                                            */
  "SELECT count (*) FROM body WHERE row NOT IN (SELECT row FROM entity)", /* the same */
  "SELECT count (*) FROM queue_row",                                      /* the same */
  "SELECT name, sum (count) FROM (SELECT name, count FROM counter UNION ALL SELECT queue, -count (*) FROM queue_row"
  " GROUP BY queue) GROUP BY name HAVING sum (count) <> 0", /* the same */
  "SELECT queue FROM (SELECT queue, key, row, count, lead (key) OVER list AS next, lead (row) OVER list AS next_row"
  "   FROM queue_rung WINDOW list AS (PARTITION BY queue ORDER BY key, row)) AS rung"
  " WHERE count <> (SELECT count (*) FROM queue_row WHERE queue_row.queue = rung.queue"
  "   AND (queue_row.key, queue_row.row) >= (rung.key, rung.row)"
  "   AND (rung.next IS NULL OR (queue_row.key, queue_row.row) < (rung.next, rung.next_row)))"
  " UNION SELECT name FROM (SELECT queue AS name, count FROM queue_rung UNION ALL SELECT queue, -count (*)"
  " FROM queue_row GROUP BY queue) GROUP BY name HAVING sum (count) <> 0",  /* the same */
  "DELETE FROM blob_owner WHERE hash NOT IN (SELECT hash FROM blob)",       /* room is made, of all that there is */
  "SELECT row, text FROM body ORDER BY row",                                /* the index is built anew */
  "SELECT row, text FROM entity JOIN body USING (row) WHERE kind = 'case'", /* the same */
  "SELECT count (*) FROM receipt",                                          /* a check reads all that there is */
  "SELECT count (*) FROM attachment WHERE NOT EXISTS"
  " (SELECT 1 FROM blob_owner JOIN blob USING (hash)"
  "  WHERE blob_owner.entity = attachment.entity AND blob_owner.hash = attachment.hash AND is_pinned)", /* the same */
  "SELECT (SELECT count (*) FROM import_row WHERE import NOT IN (SELECT id FROM import))"
  " + (SELECT count (*) FROM reference_row WHERE import NOT IN (SELECT id FROM import))", /* the same */
  "SELECT map FROM import WHERE NOT is_done ORDER BY at, id",                             /* the same */
  NULL,
};

static void
test_no_statement_goes_through_all_rows (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = store_sample_create (sample);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "store", NULL);
  const MadoStatementCheck check = { database, tables, whole_tables };
  guint n_checked = mado_statement_check_folder (&check, path);

  g_test_message ("%u statements", n_checked);
  g_assert_cmpuint (n_checked, >=, N_AT_LEAST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  store_sample_add ("/store-statements/none-goes-through-all-rows", test_no_statement_goes_through_all_rows);

  return g_test_run ();
}
