/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A button of the page that the palette lists is pressed as by hand: not when it has meanwhile become gray, is hidden,
 * or is gone. Something that comes over the line may do that while the palette is open. */

#include <adwaita.h>

#include "intake-sample.h"
#include "mado-palette-commands.h"
#include "mado-palette-item.h"
#include "mado-palette.h"
#include "mado-place.h"

static AdwApplication *application; /* of all of them: a process has one */

typedef struct {
  IntakeSample sample;
  MadoSession *session;
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *button;
  guint n_presses;
} Fixture;

static void
clicked_cb (GtkButton *button, Fixture *self)
{
  self->n_presses++;
}

static void
await_mapped (GtkWidget *widget)
{
  while (!gtk_widget_get_mapped (widget))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  intake_sample_begin (&self->sample, "ninpu-r7", "verifier", "2025-06-15T01:00:00.000000Z");
  intake_sample_open (&self->sample);
  self->session = mado_session_new (self->sample.desk, FALSE);
  self->window = adw_application_window_new (GTK_APPLICATION (application));
  self->page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->button = gtk_button_new_with_label ("台帳を数える");
  g_signal_connect (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self->page), self->button);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self->window), self->page);
  gtk_window_present (GTK_WINDOW (self->window));
  await_mapped (self->button);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->session);
  mado_desk_close (self->sample.desk);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  intake_sample_end (&self->sample);
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

static guint
find_line (GListModel *commands)
{
  for (guint i = 0; i < g_list_model_get_n_items (commands); i++) {
    g_autoptr (MadoPaletteItem) item = g_list_model_get_item (commands, i);

    if (g_str_equal (mado_palette_item_get_title (item), "台帳を数える"))
      return i;
  }
  g_error ("the palette does not list the button");
}

static void
stay (Fixture *self)
{
}

static void
gray (Fixture *self)
{
  gtk_widget_set_sensitive (self->button, FALSE);
}

static void
gray_page (Fixture *self)
{
  gtk_widget_set_sensitive (self->page, FALSE);
}

static void
hide (Fixture *self)
{
  gtk_widget_set_visible (self->button, FALSE);
}

static void
take_away (Fixture *self)
{
  gtk_box_remove (GTK_BOX (self->page), self->button);
}

typedef struct {
  void (*happens) (Fixture *self);
  guint n_presses;
} Row;

/* What happens to the button while the palette is open, and whether it is pressed then. */
static void
test_button_is_pressed_as_by_hand (Fixture *self, gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GListStore) places = g_list_store_new (MADO_TYPE_PLACE);
  g_autoptr (GListStore) commands =
      mado_palette_commands_new (GTK_APPLICATION_WINDOW (self->window), G_LIST_MODEL (places), self->page, NULL);
  AdwDialog *palette = mado_palette_new (self->session, G_LIST_MODEL (commands));

  adw_dialog_present (palette, self->window);
  await_mapped (find (GTK_WIDGET (palette), GTK_TYPE_LIST_VIEW));
  row->happens (self);
  g_signal_emit_by_name (find (GTK_WIDGET (palette), GTK_TYPE_LIST_VIEW), "activate",
                         find_line (G_LIST_MODEL (commands)));
  g_assert_cmpuint (self->n_presses, ==, row->n_presses);
}

int
main (int argc, char **argv)
{
  static const Row stays = { stay, 1 }, turns_gray = { gray, 0 }, page_turns_gray = { gray_page, 0 },
                   is_hidden = { hide, 0 }, is_gone = { take_away, 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

#define add(name, row)                                                                                                 \
  g_test_add ("/palette/" name, Fixture, &row, set_up, test_button_is_pressed_as_by_hand, tear_down)
  add ("button-is-pressed", stays);
  add ("gray-button-is-not-pressed", turns_gray);
  add ("button-of-a-gray-page-is-not-pressed", page_turns_gray);
  add ("hidden-button-is-not-pressed", is_hidden);
  add ("button-that-is-gone-is-not-pressed", is_gone);

  status = g_test_run ();
  g_object_unref (application);

  return status;
}
