-- A street may get another name: its organisation and its communities carry it.

grant update (street_name) on registry.community to yz_staff, yz_admin;
grant update (name_zh, name_en) on registry.organisation to yz_staff, yz_admin;
