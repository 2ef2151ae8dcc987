/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every statement of src/store/, as it stands in the sources, is prepared, and none goes through a whole table where
 * there are many rows. */

#include "mado-statement-check.h"
#include "store-sample.h"

#define N_AT_LEAST 40

static const char *const tables[] = { "entity", "body", "journal", NULL };

/* What has to go through all rows, and why. */
static const char *const whole_tables[] = {
  "UPDATE entity SET seq = ?1", /* whatever is here may have changed, once the service is another */
  "SELECT row, text FROM body", /* a check reads all that there is */
  "SELECT entity.row, id, kind, state, version, text FROM entity LEFT JOIN body ON body.row = entity.row", /* the same
                                                                                                            */
  "SELECT count (*) FROM body WHERE row NOT IN (SELECT row FROM entity)", /* the same */
  "SELECT row, text FROM body ORDER BY row",                              /* the index is built anew */
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
