/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing is attached before somebody has seen it and signed for it. */

#include "mado-photo-group.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-attachment-kind.h"
#include "mado-handover-photo.h"
#include "mado-handover-words.h"
#include "mado-json-member.h"
#include "mado-ledger-words.h"
#include "mado-picture-pane.h"
#include "mado-scan-file.h"
#include "mado-signing-dialog.h"

/* Whatever becomes of the group while somebody chooses: the page makes it anew whenever the ledger was read. */
typedef struct {
  GtkWidget *page;
  MadoLedger *ledger;
  MadoId id; /* of the entry */
} Place;

static void
free_place (gpointer data)
{
  Place *place = data;

  g_object_unref (place->page);
  g_object_unref (place->ledger);
  g_free (place);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, free_place)

static Place *
copy_place (const Place *from)
{
  Place *place = g_memdup2 (from, sizeof *from);

  g_object_ref (place->page);
  g_object_ref (place->ledger);

  return place;
}

/* --- attaching ---------------------------------------------------------------------------------------------------- */

static void
say_fault (const Place *place, const char *fault)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("It Was Not Attached"), fault);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, place->page);
}

static void
loaded_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (Place) place = data;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (file), result, NULL, NULL); /* ignored: it is said */
  g_autofree char *name = g_file_get_basename (G_FILE (file));
  const char *fault = mado_scan_file_find_fault (name, bytes);
  MadoHandoverSheet *sheet = mado_ledger_find_sheet (place->ledger, place->id);

  if (sheet == NULL || gtk_widget_get_root (place->page) == NULL) /* nobody looks at it any more */
    fault = NULL;
  else if (fault != NULL)
    say_fault (place, fault);
  else
    adw_dialog_present (
        mado_signing_dialog_new_photo (
            place->ledger, sheet->handover,
            &(const MadoHandoverPhoto) { .name = name, .type = mado_attachment_kind_find (bytes), .bytes = bytes }),
        place->page);
  g_clear_pointer (&sheet, mado_handover_sheet_free);
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (Place) place = data;
  g_autoptr (GFile) file =
      gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */

  if (file != NULL)
    g_file_load_bytes_async (file, NULL, loaded_cb, g_steal_pointer (&place));
}

static void
choose_cb (GtkButton *button, const Place *place)
{
  g_autoptr (GtkFileDialog) dialog = mado_scan_file_create_chooser (_ ("Choose a Photo or Scan"));

  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (place->page)), NULL, chosen_cb, copy_place (place));
}

/**
 * mado_photo_group_drop:
 * @page: of the entry
 * @ledger: a ledger
 * @id: of an entry of it
 * @files: (element-type GFile): what was dropped on the page
 *
 * One at a time: each is signed for.
 */
void
mado_photo_group_drop (GtkWidget *page, MadoLedger *ledger, MadoId id, const GSList *files)
{
  g_autoptr (Place) place = copy_place (&(const Place) { page, ledger, id });

  if (files == NULL)
    return;
  if (files->next != NULL)
    say_fault (place, _ ("Drop one file at a time: each is signed for."));
  else
    g_file_load_bytes_async (files->data, NULL, loaded_cb, g_steal_pointer (&place));
}

static void
add_way_in (AdwPreferencesGroup *group, Place *place)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_label (_ ("Attach a Photo or Scan…"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Drop a file anywhere on this page, or choose it"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("The bag with its seal, the slip with both stamps, proof of an erasure: PNG, JPEG or "
                                  "PDF up to 20 MB."));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (choose_cb), place);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
}

/* --- looking ------------------------------------------------------------------------------------------------------ */

static void
show_cb (GtkButton *button, const Place *place)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new (), *pane = g_object_new (MADO_TYPE_PICTURE_PANE, NULL);

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), pane);
  adw_dialog_set_child (dialog, view);
  adw_dialog_set_title (dialog, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  adw_dialog_set_content_width (dialog, 900);
  adw_dialog_set_content_height (dialog, 700);
  mado_picture_pane_stand_alone (MADO_PICTURE_PANE (pane));
  mado_picture_pane_show_from (MADO_PICTURE_PANE (pane), mado_ledger_get_session (place->ledger), place->id,
                               GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "number")));
  adw_dialog_present (dialog, place->page);
}

static void
add_photo (AdwPreferencesGroup *group, Place *place, yyjson_val *photo, guint number)
{
  const GPtrArray *people = mado_ledger_get_book (place->ledger)->people;
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_label (_ ("Show…"));
  g_autofree char *moment = mado_handover_words_dup_moment (mado_json_get_number (photo, "at"));
  g_autofree char *subtitle =
      g_strdup_printf ("%s　%s　%s", moment, mado_ledger_find_person (people, mado_json_get_text (photo, "by")),
                       mado_json_get_text (photo, "name"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mado_json_get_text (photo, "text"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("image-x-generic-symbolic"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "number", GUINT_TO_POINTER (number));
  g_signal_connect (button, "clicked", G_CALLBACK (show_cb), place);
  adw_preferences_group_add (group, row);
}

/**
 * mado_photo_group_new:
 * @page: of the entry
 * @ledger: a ledger
 * @handover: an entry of it
 * @may_sign: whether whoever looks may attach something now
 *
 * Returns: (transfer floating) (nullable): the group; %NULL: there is nothing, and nothing may be attached
 */
GtkWidget *
mado_photo_group_new (GtkWidget *page, MadoLedger *ledger, MadoEntity *handover, gboolean may_sign)
{
  yyjson_val *photos = yyjson_obj_get (mado_entity_get_body (handover), "attachments");
  AdwPreferencesGroup *group;
  Place *place;

  if (yyjson_arr_size (photos) == 0 && !may_sign)
    return NULL;
  place = copy_place (&(const Place) { page, ledger, mado_entity_get_id (handover) });
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_object_set_data_full (G_OBJECT (group), "place", place, free_place);
  adw_preferences_group_set_title (group, _ ("Photos and scans"));
  for (guint i = 0; i < yyjson_arr_size (photos); i++)
    add_photo (group, place, yyjson_arr_get (photos, i), i);
  if (may_sign)
    add_way_in (group, place);

  return GTK_WIDGET (group);
}
