/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The line as it runs, against what the machine could do: `bench-sync [PART…]`. Each part says what was wanted of it
 * and whether it is so; ratios are of the same run, because the machine may be anybody's. Everything lies in TMPDIR,
 * which has to be on a disk. */

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "crowd.h"
#include "part.h"

typedef struct {
  const char *names; /* with spaces around them */
  const char *title;
  void (*run) (void);
} Part;

static const Part parts[] = {
  { " goal2 ", "a push until it is acknowledged", part_acknowledge },
  { " goal3 ", "batches, against the same without line and service", part_ingest },
  { " goal4 ", "batches with a synchronous standby", part_standby },
  { " goal5 ", "what a terminal takes of the log", part_apply },
  { " goal6 goal12 ", "what a terminal loads", part_load },
  { " goal12 ", "bytes on the wire", part_wire },
  { " goal4 goal14 ", "two hundred terminals connected", part_connected },
  { " goal15 ", "two hundred terminals come back at once", part_storm },
  { " goal6 goal7 goal12 goal14 ", "an empty terminal signs in", part_login },
  { " goal16 ", "failover", part_failover },
  { " goal13 ", "the chain, and the audit of a log", part_audit },
  { " peer ", "what others are held against", part_peer },
};

/**
 * part_dup_path:
 * @name: of a file
 *
 * Returns: (transfer full): where it may lie
 */
char *
part_dup_path (const char *name)
{
  return g_build_filename (g_get_tmp_dir (), name, NULL);
}

static gboolean
is_wanted (const Part *part, char **names)
{
  if (names[0] == NULL)
    return strstr (part->names, "goal") != NULL;
  for (; *names != NULL; names++) {
    g_autofree char *word = g_strdup_printf (" %s ", *names);

    if (strstr (part->names, word) != NULL)
      return TRUE;
  }

  return FALSE;
}

/* What else the machine does makes all of it slower, the floors, too. */
static void
say_load (void)
{
  g_autofree char *text = NULL;

  if (g_file_get_contents ("/proc/loadavg", &text, NULL, NULL))
    printf ("load of the machine, of %u processors: %s", g_get_num_processors (), text);
}

static void
run_part (const Part *part)
{
  const gint64 begin = g_get_monotonic_time ();

  printf ("-- %s: %s\n", g_strstrip (g_strdup (part->names)), part->title);
  part->run ();
  printf ("   (%.0f s)\n", (double) (g_get_monotonic_time () - begin) / G_TIME_SPAN_SECOND);
}

int
main (int argc, char **argv)
{
  guint n_run = 0;

  if (argc > 1 && g_str_equal (argv[1], CROWD_WORD))
    return crowd_main (argc, argv);
  setvbuf (stdout, NULL, _IOLBF, 0);
  say_load ();
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    if (!is_wanted (&parts[i], argv + 1))
      continue;
    run_part (&parts[i]);
    n_run++;
  }
  say_load ();

  return n_run > 0 ? 0 : 1;
}
