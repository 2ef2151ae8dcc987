/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a fuzz target over its kept inputs, one TAP line each, so that every crash ever found stays found. */

#include <glib.h>
#include <stdint.h>

extern int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (argv[1], 0, &error);
  const char *name;
  int count = 0;

  g_assert_no_error (error);
  LLVMFuzzerTestOneInput ((const uint8_t *) "", 0);
  g_print ("ok %d - nothing\n", ++count);
  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (argv[1], name, NULL);
    g_autofree char *content = NULL;
    gsize length = 0;

    g_file_get_contents (path, &content, &length, &error);
    g_assert_no_error (error);
    g_print ("# %s\n", name);
    LLVMFuzzerTestOneInput ((const uint8_t *) content, length);
    g_print ("ok %d - %s\n", ++count, name);
  }
  g_print ("1..%d\n", count);

  return 0;
}
