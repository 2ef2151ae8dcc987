/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks through what the service says of itself. */

#include "mado-service-matters.h"

#include <glib/gi18n.h>

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define TIGHT 2  /* times what it needs to start */
#define SHARE 20 /* one of so many is left */

static void
free_matter (gpointer data)
{
  MadoServiceMatter *matter = data;

  g_free (matter->title);
  g_free (matter->remedy);
  g_free (matter);
}

static void
add (GPtrArray *matters, char *title, const char *remedy)
{
  MadoServiceMatter *matter = g_new (MadoServiceMatter, 1);

  matter->title = title;
  matter->remedy = g_strdup (remedy);
  g_ptr_array_add (matters, matter);
}

/* Days that are left, begun ones counted; none where it is over. */
static guint
count_days (MadoInstant until, MadoInstant now)
{
  const gint64 left = until.microseconds - now.microseconds;

  return left > 0 ? (guint) ((left + DAY - 1) / DAY) : 0;
}

static void
look_at_certificates (const MadoServiceSheet *sheet, GPtrArray *matters)
{
  const guint days = count_days (sheet->certificate, sheet->now);

  if (days <= MADO_SERVICE_SOON_DAYS)
    add (matters,
         g_strdup_printf (ngettext ("The service’s certificate ends in %u day",
                                    "The service’s certificate ends in %u "
                                    "days",
                                    days),
                          days),
         _ ("On the service’s machine: madoguchi-ctl service renew, then start the service again. After the last day "
            "no terminal gets through."));
  if (sheet->n_ending > 0)
    add (matters,
         g_strdup_printf (ngettext ("%u terminal’s certificate ends soon", "The certificates of %u terminals end soon",
                                    (gulong) sheet->n_ending),
                          (guint) sheet->n_ending),
         _ ("Let them come anew on the page of the terminals. Nothing on them is lost."));
}

static void
look_at_disk (const MadoServiceSheet *sheet, GPtrArray *matters)
{
  if (sheet->disk_free >= TIGHT * sheet->disk_wanted && sheet->disk_free >= sheet->disk_size / SHARE)
    return;
  add (matters, g_strdup (_ ("The service’s disk is nearly full")),
       _ ("Make room: whole chains of backups that a newer one replaces first. With a full disk nothing that somebody "
          "does is taken any more; what was taken stays."));
}

/**
 * mado_service_deed_is_late:
 * @deed: what was done some time
 * @now: the time
 * @days: after how many it has to be done again
 *
 * Returns: whether it has
 */
gboolean
mado_service_deed_is_late (const MadoServiceDeed *deed, MadoInstant now, guint days)
{
  return now.microseconds - deed->at.microseconds > days * DAY;
}

/* What could not be saved can not be tried either: that is one matter. */
static void
look_at_line (const MadoServiceSheet *sheet, const MadoServiceLine *line, GPtrArray *matters)
{
  const char *name = line->is_office ? _ ("The service’s own records") : line->ward;

  if (line->save.at.microseconds == 0)
    /* Translators: %s is a ward */
    add (matters, g_strdup_printf (_ ("%s: never saved"), name), _ ("Save now, with the button below."));
  else if (!line->save.is_good)
    add (matters, g_strdup_printf (_ ("%s: could not be saved"), name), line->save.what);
  else if (mado_service_deed_is_late (&line->save, sheet->now, MADO_SERVICE_SAVE_DAYS))
    add (matters, g_strdup_printf (_ ("%s: not saved for more than %d days"), name, MADO_SERVICE_SAVE_DAYS),
         _ ("See whether madoguchi-backup.timer runs on the service’s machine, and save now."));
  else if (line->drill.at.microseconds == 0)
    add (matters, g_strdup_printf (_ ("%s: nobody tried whether it comes back"), name),
         _ ("Try a restore, with the button below."));
  else if (!line->drill.is_good)
    add (matters, g_strdup_printf (_ ("%s: what was saved does not come back"), name), line->drill.what);
  else if (mado_service_deed_is_late (&line->drill, sheet->now, MADO_SERVICE_DRILL_DAYS))
    add (matters, g_strdup_printf (_ ("%s: no restore was tried for more than %d days"), name, MADO_SERVICE_DRILL_DAYS),
         _ ("Try a restore, with the button below."));
}

static void
look_at_saving (const MadoServiceSheet *sheet, GPtrArray *matters)
{
  if (!sheet->is_saved) {
    add (matters, g_strdup (_ ("Nothing is saved")),
         _ ("Say where, in the service’s configuration: folder=… in [backup]. Then start the service again."));
    return;
  }
  for (guint i = 0; i < sheet->lines->len; i++)
    look_at_line (sheet, &g_array_index (sheet->lines, MadoServiceLine, i), matters);
}

/**
 * mado_service_matters_find:
 * @sheet: how the service does
 *
 * Returns: (transfer full) (element-type MadoServiceMatter): what has to be done soon
 */
GPtrArray *
mado_service_matters_find (const MadoServiceSheet *sheet)
{
  GPtrArray *matters = g_ptr_array_new_with_free_func (free_matter);

  look_at_certificates (sheet, matters);
  look_at_disk (sheet, matters);
  look_at_saving (sheet, matters);

  return matters;
}
