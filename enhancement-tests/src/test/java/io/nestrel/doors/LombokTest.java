// SPDX-License-Identifier: Apache-2.0
package io.nestrel.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.nestrel.Model;
import io.nestrel.backend.Backend;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models whose setters and {@code hashCode} are Lombok's. */
class LombokTest {
  private final Backend backend = Backend.open("jdbc:sqlite::memory:");
  private final Model<Guest> guests = Guest.GUESTS.on(backend);

  @BeforeEach
  void createTables() {
    backend.execute("CREATE TABLE guests (id INTEGER PRIMARY KEY, name TEXT, age INTEGER)");
    backend.execute(
        "CREATE TABLE rooms (id INTEGER PRIMARY KEY, label TEXT, price INTEGER, rating REAL)");
  }

  @AfterEach
  void close() {
    backend.close();
  }

  private Guest saved(String name) {
    Guest guest = new Guest();
    guest.setName(name);
    return guests.save(guest);
  }

  @Test
  void what_setters_set_is_rewound() {
    Room room = new Room().setLabel("blue").setPrice(80);
    Model.of(Room.class).on(backend).save(room);
    room.setPrice(90);
    backend.transactionManager().begin();
    room.setLabel("red").setPrice(100).rate(4.5);
    room.save();
    assertThat(room.getRating()).isEqualTo(4.5);
    backend.transactionManager().rollback();
    assertThat(List.of(String.valueOf(room.getLabel()), room.getPrice(), room.getRating()))
        .containsExactly("blue", 90L, 0.0);
    assertThat(room.changedFields()).containsExactly("price");
  }

  @Test
  void a_record_that_was_only_set_is_rewound() {
    Guest guest = saved("Ada");
    backend.transactionManager().begin();
    guest.setAge(36);
    backend.transactionManager().rollback();
    assertThat(guest.getAge()).isZero();
    assertThat(guest.isChanged()).isFalse();
  }

  @Test
  void records_that_are_equal_are_not_mixed_up() {
    saved("Ada");
    Guest one = guests.where("name = ?", "Ada").list().get(0);
    Guest two = guests.where("name = ?", "Ada").list().get(0);
    two.setAge(1);
    backend.transactionManager().begin();
    one.setAge(1);
    assertThat(one).isEqualTo(two);
    two.setAge(2);
    one.setName("Grace");
    backend.transactionManager().rollback();
    assertThat(one.getAge()).isZero();
    assertThat(two.getAge()).isEqualTo(1);
    assertThat(one.getName()).isEqualTo("Ada");
  }

  @Test
  void a_record_is_remembered_once_however_often_its_hash_code_changes() {
    Guest guest = saved("Ada");
    Set<Guest> set = new HashSet<>(Set.of(guest));
    backend.transactionManager().begin();
    for (int age = 1; age <= 40; age++) {
      guest.setAge(age);
    }
    backend.transactionManager().begin();
    guest.setAge(41);
    guest.save();
    assertThat(set.contains(guest)).isFalse();
    backend.transactionManager().commit();
    backend.transactionManager().rollback();
    assertThat(guest.getAge()).isZero();
    assertThat(set.contains(guest)).isTrue();
  }
}
