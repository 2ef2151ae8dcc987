/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service in figures, as Prometheus reads them. Wards and reasons are named, persons and terminals never. */

#include <sys/statvfs.h>

#include "mado-house-private.h"

static void
begin (GString *text, const char *name, const char *type, const char *help)
{
  g_string_append_printf (text, "# HELP madoguchi_%s %s\n# TYPE madoguchi_%s %s\n", name, help, name, type);
}

static void
add (GString *text, const char *name, const char *type, const char *help, gint64 value)
{
  begin (text, name, type, help);
  g_string_append_printf (text, "madoguchi_%s %" G_GINT64_FORMAT "\n", name, value);
}

static void
add_rebuffs (const MadoHouse *self, GString *text)
{
  begin (text, "rebuffs_total", "counter", "Connections and requests that were turned away, by reason.");
  for (guint reason = 0; reason < MADO_REBUFF_N_REASONS; reason++)
    g_string_append_printf (text, "madoguchi_rebuffs_total{reason=\"%s\"} %u\n", mado_rebuff_get_name (reason),
                            mado_rebuffs_get_count (self->rebuffs, reason));
}

static void
add_terminals (const MadoHouse *self, GString *text)
{
  static const struct {
    MadoTerminalStanding standing;
    const char *name;
  } standings[] = {
    { MADO_STANDING_ENROLLING, "enrolling" },
    { MADO_STANDING_WORKING, "working" },
    { MADO_STANDING_REVOKED, "revoked" },
  };

  begin (text, "terminals", "gauge", "Certificates in the register, by what they are good for.");
  for (gsize i = 0; i < G_N_ELEMENTS (standings); i++)
    g_string_append_printf (text, "madoguchi_terminals{standing=\"%s\"} %u\n", standings[i].name,
                            mado_terminal_register_count (self->terminals, standings[i].standing));
}

static gint64
count_turns (const MadoWard *ward)
{
  return (gint64) mado_ward_writer_count_turns (ward->writer);
}

static gint64
count_works (const MadoWard *ward)
{
  return (gint64) mado_ward_writer_count_works (ward->writer);
}

static gint64
count_waiting (const MadoWard *ward)
{
  return mado_bell_count_waiting (ward->bell);
}

static void
add_wards (const MadoHouse *self, GString *text)
{
  static const struct {
    const char *name;
    const char *type;
    const char *help;
    gint64 (*count) (const MadoWard *ward);
  } figures[] = {
    { "turns_total", "counter", "Turns of each ward's writer: commits, and those that failed.", count_turns },
    { "works_total", "counter", "Requests that were done in them.", count_works },
    { "waiting", "gauge", "Terminals that wait for news.", count_waiting },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++) {
    GHashTableIter iter;
    gpointer ward;

    begin (text, figures[i].name, figures[i].type, figures[i].help);
    g_hash_table_iter_init (&iter, self->wards);
    while (g_hash_table_iter_next (&iter, NULL, &ward))
      g_string_append_printf (text, "madoguchi_%s{ward=\"%s\"} %" G_GINT64_FORMAT "\n", figures[i].name,
                              ((const MadoWard *) ward)->name, figures[i].count (ward));
  }
}

/**
 * mado_house_describe:
 * @self: a house
 *
 * Returns: (transfer full): its figures
 */
char *
mado_house_describe (MadoHouse *self)
{
  GString *text = g_string_new (NULL);
  struct statvfs disk = { 0 };

  add (text, "up_seconds", "gauge", "Since it was started.", (g_get_monotonic_time () - self->since) / G_USEC_PER_SEC);
  add (text, "certificate_seconds", "gauge", "Until the service's certificate ends.",
       (self->ground->papers->until.microseconds - mado_instant_now ().microseconds) / G_USEC_PER_SEC);
  if (statvfs (self->ground->settings->folder, &disk) == 0)
    add (text, "disk_free_bytes", "gauge", "What is left on the disk of its folder.",
         (gint64) (disk.f_bavail * disk.f_frsize));
  add (text, "connections", "gauge", "Open now.", mado_http_server_count_connections (self->server));
  add (text, "requests_total", "counter", "Also those that were turned away.",
       (gint64) mado_http_server_count_requests (self->server));
  add_rebuffs (self, text);
  add_terminals (self, text);
  add_wards (self, text);

  return g_string_free_and_steal (text);
}
